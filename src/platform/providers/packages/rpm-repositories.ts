import type { PackageRepository } from '../../../core/package-repository.ts';
import type { Resource } from '../../../core/resource.ts';
import { directory } from '../../../resources/directory.ts';
import { file } from '../../../resources/file.ts';

const KEYS = '/etc/pki/rpm-gpg';

/** Repositories as dnf.conf(5) and yum.conf(5) have them; the key is taken in when the first package is installed. */
export const rpmRepositories = (all: readonly PackageRepository[]): readonly Resource[] => {
  const ours = all.filter((one) => 'baseurl' in one);
  const keys = ours.some(({ key }) => key !== undefined) ? ['/etc/pki', KEYS].map((path) => directory({ path })) : [];
  return [...keys, ...ours.flatMap(configured)];
};

function configured(one: Extract<PackageRepository, { baseurl: string }>): readonly Resource[] {
  const key = `${KEYS}/RPM-GPG-KEY-umctl-${one.name}`;
  const lines = [
    '# Written by umctl.',
    `[umctl-${one.name}]`,
    `name=${one.name}, by umctl`,
    `baseurl=${one.baseurl}`,
    'enabled=1',
    ...(one.key === undefined ? ['gpgcheck=0'] : ['gpgcheck=1', `gpgkey=file://${key}`]),
  ];
  return [
    ...(one.key === undefined ? [] : [file({ path: key, content: one.key })]),
    file({ path: `/etc/yum.repos.d/umctl-${one.name}.repo`, content: `${lines.join('\n')}\n` }),
  ];
}
