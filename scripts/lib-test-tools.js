// The programs that the tests run, beside the lab's: installed where they are missing, as root.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureTools, toolsProblem } from '../lab/preflight/tools.ts';

/** What the ssh tests run: a real server, on a port and with keys of their own, and real ways to become another user. */
const sshTools = { ssh: 'openssh-client', sshd: 'openssh-server', sudo: 'sudo', doas: 'opendoas' };
/** What nodes ask the segment with, in the unit tests that run it. */
const segmentTools = { arping: 'iputils-arping', ping: 'iputils-ping' };
/** What reads the configurations that umctl writes, and what its checks ask with, in their unit tests; strace answers for IPVS. */
const stackPrograms = { keepalived: 'keepalived', openssl: 'openssl', strace: 'strace' };
/** Firewalls that the unit tests run, each in a network namespace of its own. */
const firewalls = {
  firewalld: 'firewalld',
  'dbus-daemon': 'dbus-daemon',
  nft: 'nftables',
  ufw: 'ufw',
  iptables: 'iptables',
};
/** What gives files more than a mode, in the unit tests of resources. */
const attributeTools = { setfacl: 'acl', setfattr: 'attr', setcap: 'libcap2-bin', chattr: 'e2fsprogs' };
/** Shells that a host may have as sh, in the unit tests of what is sent to them; `ksh93` is ksh93u+m's. */
const shellTools = {
  dash: 'dash',
  busybox: 'busybox',
  mksh: 'mksh',
  yash: 'yash',
  posh: 'posh',
  ksh93: 'ksh93u+m',
  zsh: 'zsh',
};
/** What configures networks, in the unit tests of its files: real daemons in a network namespace, with a bus of their own. */
const networkTools = {
  netplan: 'netplan.io',
  networkctl: 'systemd',
  NetworkManager: 'network-manager',
  'dbus-daemon': 'dbus-daemon',
};
/** What quotes texts its own way, in the unit tests of secrets. */
const quoters = { python3: 'python3' };
/** What installs packages in the unit tests of that, in a root of their own. */
const packageTools = { dnf: 'dnf', rpmbuild: 'rpm', createrepo_c: 'createrepo-c', 'dpkg-scanpackages': 'dpkg-dev' };
/** What finds denials of SELinux in auditd's log. */
const auditTools = { ausearch: 'auditd' };
/** What gives files their contexts of SELinux. */
const labelTools = { setfiles: 'policycoreutils', getfattr: 'attr' };
/** The pager that long plans go through by default. */
const pagers = { less: 'less' };
/** What says how inventories are read, in the tests that compare with it. */
const oracles = { 'ansible-inventory': 'ansible-core' };
/** What looks at the drill's report as a reader does. */
const browser = { chromium: 'chromium' };

/** What is missing after an attempt to install it. */
export const ensureTestTools = () =>
  ensureTools({
    ...sshTools,
    ...segmentTools,
    ...stackPrograms,
    ...firewalls,
    ...shellTools,
    ...attributeTools,
    ...packageTools,
    ...networkTools,
    ...auditTools,
    ...labelTools,
    ...pagers,
    ...quoters,
    ...oracles,
    ...browser,
  });

// CI has them installed while it is busy with other things; who runs the tests is told of what stays missing.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await toolsProblem();
  await ensureTestTools();
}
