import { parseMembers } from '../../cluster/membership/list.ts';
import { MEMBER_LIST } from '../../cluster/membership/member-list.ts';
import { parseAddresses } from '../../core/addresses.ts';
import type { Ask, Output } from '../../core/connection.ts';
import type { Facts } from '../../core/facts.ts';
import { sh } from '../../core/sh.ts';
import { askNetworkOwner, parseNetworkOwner } from './network-owner.ts';
import { parseOsRelease } from './os-release.ts';

/** What {@link parseFacts} reads the answers to: small questions that any Linux since 2.6.18 understands. */
export const factAsks: readonly Ask[] = [
  {
    run: sh`uname -n; uname -r; uname -m; id -u; cat /proc/sys/kernel/random/boot_id /etc/machine-id 2>/dev/null || :`,
  },
  { run: sh`cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release` },
  {
    run: sh`for f in /etc/redhat-release /etc/system-release /etc/fedora-release; do
  if [ -f "$f" ]; then head -n 1 "$f"; exit; fi
done`,
  },
  { run: sh`if [ -d /run/systemd/system ]; then echo systemd; else cut -d ' ' -f 2 /proc/1/stat; fi` },
  { run: askNetworkOwner },
  { run: sh`ip -4 -o addr show` },
  { run: sh`ip -4 route show 0/0` },
  { run: sh`[ -e /proc/net/ip_vs ] || modprobe -n -q ip_vs` },
  { run: sh`nmcli -t -f VERSION general` },
  {
    // A kernel that could, and was given no policy, calls every process the same.
    run: sh`[ "$(tr -d '\\000' < /proc/self/attr/current)" = kernel ] || cat /sys/fs/selinux/enforce || cat /selinux/enforce`,
  },
  { run: sh`[ -e /proc/sys/net/ipv4/conf/all/hidden ]` },
  { run: sh`nmcli -t -f DEVICE,FILENAME con show --active` },
  {
    run: sh`set -- /etc/rc3.d/S[0-9][0-9]rsyslog
[ ! -e "$1" ] || exit 1
set -- /etc/rc3.d/S[0-9][0-9]syslog
[ -e "$1" ]`,
  },
  { run: sh`cat ${MEMBER_LIST}` },
  // In a directory of the kernel's: /sys/class/net may hold files, as bonding_masters.
  { run: sh`cd /sys/class/net && for i in *; do if [ -d "$i" ]; then echo "$i"; fi; done` },
];

/** Reads the answers to {@link factAsks}, in their order. What a host cannot say is empty or unknown. */
export function parseFacts(outputs: readonly Output[]): Facts {
  const [uname, release, redhat, init, network, addresses, routes, ipvs, manager, selinux, hidden, ...rest] = outputs;
  const [profiles, sysklogd, members, devices] = rest;
  const interfaces = lines(devices);
  const served = parseMembers(members?.stdout ?? '').address;
  const [nodeName = '', kernel = '', machine = '', uid = '', ...boot] = lines(uname);
  return {
    nodeName,
    kernel,
    machine,
    uid: Number.parseInt(uid, 10),
    ...(boot.length === 0 ? {} : { boot: boot.join(' ') }),
    os: parseOsRelease(lines(release)),
    redhatRelease: lines(redhat)[0] ?? '',
    init: INIT.get(lines(init)[0] ?? '') ?? 'unknown',
    network: parseNetworkOwner(lines(network)),
    networkManager: manager?.code === 0 ? (lines(manager)[0] ?? '') : '',
    profiles: parseProfiles(lines(profiles)),
    selinux: SELINUX.get(lines(selinux)[0] ?? '') ?? 'disabled',
    hiddenArp: hidden?.code === 0,
    sysklogd: sysklogd?.code === 0,
    ...(interfaces.length === 0 ? {} : { interfaces }),
    addresses: parseAddresses(addresses?.stdout ?? ''),
    defaultRoutes: parseDefaultRoutes(lines(routes)),
    ...(served === undefined ? {} : { served }),
    ipvs: ipvs?.code === 0,
  };
}

/** The second field of proc_pid_stat(5) for process 1; Upstart runs the scripts of System V and calls itself the same. */
const INIT: ReadonlyMap<string, Facts['init']> = new Map([
  ['systemd', 'systemd'],
  ['(init)', 'sysvinit'],
]);

/** selinux(8), `enforce` of its file system, which is there only while SELinux is on. */
const SELINUX: ReadonlyMap<string, Facts['selinux']> = new Map([
  ['1', 'enforcing'],
  ['0', 'permissive'],
]);

const lines = (output: Output | undefined): readonly string[] =>
  (output?.stdout ?? '').split('\n').filter((line) => line !== '');

/** Lines `DEVICE:FILE`, colons within as `\:`; see nmcli(1), --terse. */
const parseProfiles = (text: readonly string[]): Facts['profiles'] =>
  text.flatMap((line) => {
    const [, device, file] = /^([^:]+):(\/.+)$/.exec(line) ?? [];
    return device === undefined || file === undefined ? [] : [{ device, file: file.replaceAll('\\:', ':') }];
  });

/** Routes as ip-route(8) shows them, and the next hops of one that has several. */
const parseDefaultRoutes = (text: readonly string[]): Facts['defaultRoutes'] =>
  text.flatMap((line) => {
    const device = / dev (\S+)/.exec(line)?.[1];
    const gateway = / via (\S+)/.exec(line)?.[1];
    return device === undefined ? [] : [{ ...(gateway === undefined ? {} : { gateway }), device }];
  });
