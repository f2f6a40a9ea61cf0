import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepalivedConf } from '../../../../../roles/keepalived/config.ts';
import { notifyProgram } from '../../../../../roles/keepalived/director/program.ts';
import { directorSettings } from '../../../../../roles/keepalived/director/settings.ts';
import { sh } from '../../../../../src/core/sh.ts';
import { type Node, openNode } from '../../../resources/node.ts';
import { directors } from '../cluster.ts';

const NOTIFY = '/usr/libexec/keepalived/umctl-notify';
const ADDRESS = '192.168.6.240';

/** A director: the real keepalived (VRRP alone), umctl-notify, ip and arping; IPVS is a stand-in, as few kernels have it. */
export interface Director extends Omit<Node, 'state'> {
  /** Starts keepalived as its unit does; its table is filled at once, or by {@link fill}. */
  start(table?: 'filled' | 'empty'): Promise<void>;
  fill(): Promise<void>;
  /** Changes its keepalived.conf, which it reads if it runs. */
  configure(change: (text: string) => string): Promise<void>;
  /** Ends it as its unit does. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL, and then does what the unit does. */
  kill(): Promise<void>;
  notify(words: string): Promise<string>;
  /** `active 240 none` */
  state(): Promise<string>;
  /** Real servers with a weight above 0, by address. */
  targets(): Promise<readonly string[]>;
}

const OWN_PLACES = `mkdir real sbin
mount -t tmpfs tmpfs /run; mkdir /run/ipvs
mount --bind /usr/sbin real
ln -s "$PWD"/real/* sbin/
cp ipvsadm.pl sbin/ipvsadm; chmod 755 sbin/ipvsadm
printf '#!/bin/sh\\n' > sbin/modprobe; rm -f sbin/logger
mount --bind sbin /usr/sbin
mount -t tmpfs -o mode=755 tmpfs /usr/libexec; mkdir /usr/libexec/keepalived
cp umctl-notify /usr/libexec/keepalived/; chmod 755 ${NOTIFY}
for key in arp_ignore:1 arp_announce:2; do echo "\${key#*:}" > "/proc/sys/net/ipv4/conf/all/\${key%:*}"; done
mount -t tmpfs tmpfs /proc/sys/net/ipv4; mkdir /proc/sys/net/ipv4/vs; cd /proc/sys/net/ipv4/vs
echo 1 > backup_only; echo 0 > sloppy_tcp; echo 1 > expire_quiescent_template`;

const TABLE = `ipvsadm -A -t ${ADDRESS}:80 -s rr
for real in 192.168.6.2:80 192.168.6.3:80; do ipvsadm -a -t ${ADDRESS}:80 -r $real -g -w 1 -x 0 -y 0; done`;

const PIDS = `$(for comm in /proc/[0-9]*/comm; do
  ! grep -qx keepalived "$comm" 2>/dev/null || [ "$(readlink "\${comm%comm}ns/net")" != "$(readlink /proc/self/ns/net)" ] || basename "\${comm%/comm}"
done)`;

async function open(index: number): Promise<Director> {
  const node = await openNode();
  const context = directors()[index];
  if (context === undefined) throw new Error('the example has two directors');
  copyFileSync(new URL('../../heartbeat/handover/ipvsadm.pl', import.meta.url), join(node.root, 'ipvsadm.pl'));
  mkdirSync(join(node.etc, 'keepalived/umctl'), { recursive: true });
  // Nothing is told by this kernel, so nobody has to wait for it as long.
  const program = notifyProgram({ shutsDown: sh`false` }).replace(/^(TOLD|HEARD|SETTLE|LINGER)=.*$/gm, '$1=1');
  writeFileSync(join(node.root, 'umctl-notify'), program);
  // Nor for keepalived, on one segment.
  writeFileSync(
    join(node.etc, 'keepalived/umctl/director'),
    directorSettings(context).replace(/^takes=.*/m, 'takes=3'),
  );
  // Of the services the first is enough.
  const [first = '', ...rest] = keepalivedConf(context)
    .replace(/^ *lvs_.*\n/gm, '')
    .split(/^(?=virtual_server )/m);
  const conf = `${first}${rest[0]}`;
  const configuration = join(node.etc, 'keepalived/keepalived.conf');
  writeFileSync(configuration, conf);
  await node.given(OWN_PLACES);
  const after = (result: string) => node.given(`SERVICE_RESULT=${result} ${NOTIFY} stopped 2>&1`);
  const fill = async (): Promise<void> => {
    await node.given(`{ ${TABLE}
} 2>/dev/null || :`);
  };
  return {
    ...node,
    fill,
    async start(table = 'filled') {
      await node.given(`${NOTIFY} prepare`);
      if (table === 'filled') await fill();
      await node.given(`\
setsid keepalived -P -n -f /etc/keepalived/keepalived.conf -p /run/keepalived.pid -r /run/vrrp.pid </dev/null >/run/log 2>&1 &`);
    },
    async configure(change) {
      writeFileSync(configuration, change(readFileSync(configuration, 'utf8')));
      await node.given('[ ! -e /run/keepalived.pid ] || kill -HUP $(cat /run/keepalived.pid)');
    },
    async stop() {
      await node.given(`${NOTIFY} stop; kill ${PIDS}; while [ -n "${PIDS}" ]; do sleep 0.1; done`);
      await after('success');
    },
    async kill() {
      await node.given(`kill -9 ${PIDS}`);
      await after('signal');
    },
    notify: (words) => node.given(`${NOTIFY} ${words}`),
    state: async () => (await node.given(`${NOTIFY} state || echo none none`)).trim().replace(/^\w+ /, ''),
    targets: async () =>
      (await node.given(`ipvsadm -S -n | awk '$1 == "-a" && $8 > 0 { print $5 }'`)).trim().split('\n'),
    async close() {
      // What works in the background has sessions of its own, and would outlive the node.
      await node.given(`mine=$(readlink /proc/self/ns/net)
for other in /proc/[0-9]*; do
  pid=\${other#/proc/}
  [ "$pid" = $$ ] || [ "$pid" = ${node.pid} ] || [ "$(readlink "$other/ns/net")" != "$mine" ] || kill -KILL "$pid" || :
done 2>/dev/null`);
      await node.close();
    },
  };
}

/** Two directors on one segment, on which keepalived does not run yet. */
export async function openPair(): Promise<readonly [Director, Director]> {
  const [a, b] = await Promise.all([open(0), open(1)]);
  await a.given(`ip link add eth0 type veth peer name eth0 netns ${b.pid}`);
  for (const [i, node] of [a, b].entries())
    await node.given(
      `ip addr add 192.168.6.${i + 2}/24 brd + dev eth0; ip link set eth0 up; ip addr add ${ADDRESS}/32 dev lo`,
    );
  return [a, b];
}
