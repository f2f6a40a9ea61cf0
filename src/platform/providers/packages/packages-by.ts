import type { Facts } from '../../../core/facts.ts';
import type { PackageRepository } from '../../../core/package-repository.ts';
import type { Software } from '../../../core/platform.ts';
import type { Resource } from '../../../core/resource.ts';
import { type PackageTool, packages as packagesOf } from '../../../resources/package.ts';
import { packages } from '../../capabilities/packages.ts';
import { repositories } from '../../capabilities/repositories.ts';
import { type AnyProvider, provider } from '../../provider.ts';

interface Packaging {
  readonly tool: PackageTool;
  /** The packages of each software; the first is the one that its configuration belongs to. */
  readonly names: (software: Software, facts: Facts) => readonly string[];
  readonly repositories: (all: readonly PackageRepository[]) => readonly Resource[];
}

/** Packages by a distribution's tool, and where it takes them from. */
export const packagesBy = ({ tool, names, repositories: configured }: Packaging): readonly AnyProvider[] => [
  provider({
    provides: packages,
    want: (software, { facts }, relations) => [
      packagesOf({ names: [...new Set(software.flatMap((one) => names(one, facts)))], tool }, relations),
    ],
  }),
  provider({ provides: repositories, want: (all) => configured(all) }),
];
