import { read } from '../../../core/fact.ts';
import type { Facts } from '../../../core/facts.ts';
import type { PackageRepository } from '../../../core/package-repository.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Software } from '../../../core/software.ts';
import { type PackageTool, packages as packagesOf } from '../../../resources/package.ts';
import { packages } from '../../capabilities/packages.ts';
import { repositories } from '../../capabilities/repositories.ts';
import { foreignProgram, isImage, packagePrograms } from '../../facts/package-tools.ts';
import { type AnyProvider, type Misfit, provider } from '../../provider.ts';
import { atPlace } from './at-place.ts';

interface Packaging {
  readonly tool: PackageTool;
  /** By which keys a host finds its packages in `Software`; the first that there is counts. */
  readonly formats: (facts: Facts) => readonly string[];
  readonly repositories: (all: readonly PackageRepository[]) => readonly Resource[];
  /** Set where builds differ in where programs are. */
  readonly linksPrograms?: true;
}

/** Packages by a distribution's tool, and where it takes them from. */
export const packagesBy = ({
  tool,
  formats,
  linksPrograms,
  repositories: configured,
}: Packaging): readonly AnyProvider[] => [
  provider({
    provides: packages,
    facts: [packagePrograms],
    fits,
    want(software, { facts }, relations) {
      const named = software.map((one) => ({ ...one, names: namesOf(one, formats(facts)) }));
      const linked = linksPrograms === true ? named : [];
      const linking = linked.reduce((inner, { names: [name = ''], programs }) => {
        return programs === undefined ? inner : atPlace(inner, { name, ...programs });
      }, tool);
      const names = [...new Set(named.flatMap((one) => one.names))];
      const otherwise = Object.fromEntries(
        named.flatMap((one) =>
          one.otherwise === undefined ? [] : one.names.map((name) => [name, one.otherwise ?? '']),
        ),
      );
      return [packagesOf({ names, tool: linking, otherwise }, relations)];
    },
  }),
  provider({ provides: repositories, want: (all) => configured(all) }),
];

/** Packages that a host takes one by one, by a program that umctl knows. */
function fits(facts: Facts): true | Misfit {
  const found = read(facts, packagePrograms);
  if (isImage(found))
    return {
      needs: ['packages that are installed one by one'],
      here: 'the system is an image (rpm-ostree, bootc), which takes packages with its next version or start',
    };
  const foreign = foreignProgram(found);
  return foreign === undefined
    ? true
    : { needs: ['apt-get', 'dnf'], here: `packages are installed by ${foreign}`, hint: `${foreign} install dnf` };
}

const namesOf = ({ packages }: Software, formats: readonly string[]): readonly string[] =>
  formats.map((format) => packages[format]).find((names) => names !== undefined) ?? [];
