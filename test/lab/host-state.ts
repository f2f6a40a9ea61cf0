import type { Lab } from '../../lab/index.ts';

/**
 * Left out of the file tree, and why nothing of umctl's could hide there:
 * - /proc, /sys, /dev: the kernel's own, which NETWORK asks for what matters of it;
 * - /run, /var/run: what runs now, sessions of logins included; RUN lists what there is of umctl's;
 * - /var/log: sshd and systemd write there that somebody logged in;
 * - /var/lib/systemd: timers, and the random seed;
 * - /var/lib/private, /var/tmp/systemd-private-*, /tmp/systemd-private-*: of services, made as they start.
 */
const EXCLUDED = [
  '/proc',
  '/sys',
  '/dev',
  '/run',
  '/var/run',
  '/var/log',
  '/var/lib/systemd',
  '/var/lib/private',
  '/var/tmp/systemd-private-*',
  '/tmp/systemd-private-*',
];

/**
 * One line a file: path, type, mode, owner, size, inode, times of change. A file that was written, replaced, or made and
 * removed again shows in its own ctime or in its directory's, which no program can set back. Content by its digest where
 * configuration and umctl's own things are.
 */
const FILES = `find / -xdev \\( ${EXCLUDED.map((path) => `-path '${path}'`).join(' -o ')} \\) -prune -o \
-printf '%p %y %m %U:%G %s %i %T@ %C@ %l\\n' | sort
find /etc /root /var/lib/umctl -xdev -type f -exec sha256sum {} + 2>/dev/null | sort`;

const RUN = 'ls -d /run/umctl* /var/run/umctl* /dev/shm/umctl* 2>/dev/null || :';

/** What the kernel does with packets, without what counts or expires by itself: lifetimes, learnt neighbours, counters. */
const NETWORK = `ip -o addr | sed 's/valid_lft.*//'
for family in -4 -6; do
  ip $family route show table all | sed 's/ expires [0-9]*sec//'; ip $family rule; ip $family neigh show nud permanent
done
ip -o link | sed 's/ qlen .*//'
sysctl -a 2>/dev/null | grep '^net\\.' | grep -v -e conntrack_count -e stable_secret -e '\\.flush ='
if command -v ipvsadm >/dev/null; then ipvsadm -S -n; fi
cat /proc/modules | cut -d ' ' -f 1 | sort`;

/** All of a host that a plan must leave as it is, a line each. */
export async function hostState(lab: Lab, host: string): Promise<ReadonlySet<string>> {
  const { code, stdout, stderr } = await lab.exec(
    host,
    `export LC_ALL=C PATH=$PATH:/usr/sbin:/sbin\n${FILES}\n${RUN}\n${NETWORK}`,
  );
  if (code !== 0) throw new Error(`the state of ${host} cannot be had: ${stderr}`);
  return new Set(stdout.split('\n'));
}

/** What is in one state and not in the other. */
export const difference = (before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] => [
  ...[...before].filter((line) => !after.has(line)).map((line) => `- ${line}`),
  ...[...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`),
];
