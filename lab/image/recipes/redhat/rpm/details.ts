import type { RpmPackage, Scriptlet } from './package.ts';
import type { Layout } from './relocate.ts';

/** What the Debian package does in its maintainer scripts, and its Red Hat counterpart in its spec file. */
interface Details {
  /** Shell text that makes its users, before its files are there. */
  readonly users?: string;
  readonly services?: readonly string[];
  /** Of these, those that are restarted when the package is upgraded: %systemd_postun_with_restart. */
  readonly restarted?: readonly string[];
  /** Directories that it owns: octal mode, owner, group, path. */
  readonly directories?: readonly string[];
}

const user = (name: string, group: string, home: string): string =>
  `getent group ${group} >/dev/null || groupadd -r ${group}
getent passwd ${name} >/dev/null || useradd -r -g ${group} -d ${home} -s /sbin/nologin ${name}`;
const hacluster = user('hacluster', 'haclient', '/var/lib/heartbeat/cores/hacluster');

const details: Readonly<Record<string, Details>> = {
  heartbeat: {
    users: hacluster,
    services: ['heartbeat'],
    directories: ['ccm', 'crm', 'pengine'].map((name) => `0750 hacluster haclient /var/lib/heartbeat/${name}`),
  },
  'cluster-glue': {
    users: hacluster,
    services: ['logd'],
    directories: ['root', 'nobody', 'hacluster'].map((name) => `0700 ${name} root /var/lib/heartbeat/cores/${name}`),
  },
  ldirectord: { services: ['ldirectord'] },
  ipvsadm: { services: ['ipvsadm'] },
  keepalived: {
    services: ['keepalived'],
    restarted: ['keepalived'],
    directories: ['0755 root root /etc/keepalived', '0755 root root /usr/libexec/keepalived'],
  },
  nginx: {
    users: user('nginx', 'nginx', '/var/lib/nginx'),
    services: ['nginx'],
    directories: ['0755 root root /var/log/nginx', '0755 root root /var/lib/nginx', '0755 root root /etc/nginx/conf.d'],
  },
  vsftpd: {
    users: user('ftp', 'ftp', '/var/ftp'),
    services: ['vsftpd'],
    directories: ['0755 root root /usr/share/empty', '0755 root root /var/ftp', '0755 root root /var/ftp/pub'],
  },
  rsyslog: {
    services: ['rsyslog'],
    directories: ['0755 root root /etc/rsyslog.d', '0700 root root /var/lib/rsyslog'],
  },
};

/** Directories of a package: octal mode, owner, group, path. Pure. */
export function directoriesOf(name: string): readonly string[] {
  return details[name]?.directories ?? [];
}

/**
 * Scriptlets of a package, as the guidelines of its time had them: with systemd a preset decides whether a service is
 * enabled, and none is started, though some are restarted after an upgrade (Fedora: Scriptlets); before, `chkconfig --add`
 * (Fedora: SysVInitScript). Pure.
 */
export function scriptletsOf(name: string, layout: Layout): RpmPackage['scriptlets'] {
  const { users, services = [], restarted = [] } = details[name] ?? {};
  const { post, preun } = forServices(services, layout);
  const all: readonly (readonly [Scriptlet, readonly string[]])[] = [
    ['pre', users === undefined ? [] : [users]],
    ['post', ['/sbin/ldconfig', ...post]],
    ['preun', preun],
    ['postun', ['/sbin/ldconfig', ...(layout === 'systemd' ? restarted.map(restart) : [])]],
  ];
  return Object.fromEntries(
    all.filter(([, lines]) => lines.length > 0).map(([when, lines]) => [when, [...lines, ':'].join('\n')]),
  );
}

/** What is left of a package in %postun: 1 is an upgrade, 0 a removal. */
const restart = (service: string): string =>
  `if [ "$1" -ge 1 ]; then systemctl try-restart ${service}.service >/dev/null 2>&1; fi`;

function forServices(services: readonly string[], layout: Layout): Record<'post' | 'preun', readonly string[]> {
  if (services.length === 0) return { post: [], preun: [] };
  const last = (run: readonly string[]): readonly string[] => [`if [ "$1" = 0 ]; then ${run.join('; ')}; fi`];
  if (layout === 'sysvinit')
    return {
      post: services.map((service) => `/sbin/chkconfig --add ${service}`),
      preun: services.flatMap((service) =>
        last([`/sbin/service ${service} stop >/dev/null 2>&1`, `/sbin/chkconfig --del ${service}`]),
      ),
    };
  const units = services.map((service) => `${service}.service`).join(' ');
  return {
    post: [
      'systemd-tmpfiles --create >/dev/null 2>&1',
      'systemctl daemon-reload >/dev/null 2>&1',
      `if [ "$1" = 1 ]; then systemctl preset ${units} >/dev/null 2>&1; fi`,
    ],
    preun: last([`systemctl disable --now ${units} >/dev/null 2>&1`]),
  };
}
