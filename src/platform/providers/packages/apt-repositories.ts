import type { PackageRepository } from '../../../core/package-repository.ts';
import type { Resource } from '../../../core/resource.ts';
import { directory } from '../../../resources/directory.ts';
import { file } from '../../../resources/file.ts';

const KEYRINGS = '/etc/apt/keyrings';

/** Repositories as sources.list(5) has them, in its newer form; the key counts for the one repository only. */
export const aptRepositories = (all: readonly PackageRepository[]): readonly Resource[] => {
  const ours = all.filter((one) => 'uri' in one);
  const keyrings = ours.some(({ key }) => key !== undefined) ? [directory({ path: KEYRINGS })] : [];
  return [...keyrings, ...ours.flatMap(configured)];
};

function configured(one: Extract<PackageRepository, { uri: string }>): readonly Resource[] {
  const key = `${KEYRINGS}/umctl-${one.name}.asc`;
  const lines = [
    '# Written by umctl.',
    'Types: deb',
    `URIs: ${one.uri}`,
    `Suites: ${one.suite}`,
    ...(one.components.length === 0 ? [] : [`Components: ${one.components.join(' ')}`]),
    one.key === undefined ? 'Trusted: yes' : `Signed-By: ${key}`,
  ];
  return [
    ...(one.key === undefined ? [] : [file({ path: key, content: one.key })]),
    file({ path: `/etc/apt/sources.list.d/umctl-${one.name}.sources`, content: `${lines.join('\n')}\n` }),
  ];
}
