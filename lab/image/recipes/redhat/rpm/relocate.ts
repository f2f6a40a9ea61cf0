import { usrMerged } from './paths.ts';

/** How a host is started, by which the files of its packages differ. */
export type Layout = 'systemd' | 'sysvinit';

/** Init scripts that are upstream's own and run on a Red Hat; the others need tools of Debian's. */
const upstreamScripts = ['/etc/init.d/heartbeat', '/etc/init.d/ldirectord'];

const moved: Readonly<Record<string, string>> = {
  '/etc/vsftpd.conf': '/etc/vsftpd/vsftpd.conf',
  '/etc/ftpusers': '/etc/vsftpd/ftpusers',
};

const debianOnly =
  /^\/etc\/(init\.d|default\/nginx$|keepalived\/keepalived\.conf\.sample$|nginx\/(nginx\.conf$|sites-|modules-|snippets\/)|rsyslog\.conf$)/;

/** Where a file of a Debian package is on a Red Hat; undefined for one that is not there. Pure. */
export function relocate(path: string, layout: Layout): string | undefined {
  if (upstreamScripts.includes(path) && layout === 'sysvinit') return path.replace('/etc/', '/etc/rc.d/');
  if (layout === 'sysvinit' && /^(\/usr)?\/lib\/(systemd|tmpfiles\.d)\//.test(path)) return undefined;
  if (debianOnly.test(path)) return undefined;
  return moved[path] ?? usrMerged(path.replace(/^\/etc\/default\//, '/etc/sysconfig/'));
}

/** The text of a script or a unit with the paths that it has on a Red Hat. Pure. */
export function relocateText(text: string): string {
  const paths = Object.entries(moved).reduce((all, [from, to]) => all.replaceAll(from, to), text);
  return paths.replaceAll('/etc/default/', '/etc/sysconfig/');
}

/** Whether a file names other files of its package, so that its text has to follow them. Pure. */
export function namesFiles(path: string): boolean {
  return /\.service$|\/init\.d\/|\/pam\.d\/|^\/etc\/logrotate\.d\//.test(path);
}
