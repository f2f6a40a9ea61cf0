import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepalivedConf } from '../../../../../roles/keepalived/config.ts';
import { settingsFiles } from '../../../../../roles/keepalived/director/groups.ts';
import { notifyProgram } from '../../../../../roles/keepalived/director/program.ts';
import { ndpText } from '../../../../../src/cluster/model/ndp.ts';
import type { Host } from '../../../../../src/core/host.ts';
import { sh } from '../../../../../src/core/sh.ts';
import type { Node } from '../../../resources/node.ts';
import { HOSTS } from '../../cluster.ts';
import { joinNodes, openDirectorNode, until } from '../../director-node.ts';
import { directors } from '../cluster.ts';
import { ADDRESSES, dualVars, familyOf, fills, PREFIX, preferringVars } from './addresses.ts';
import { guardedBy, hurried, NOTIFY, PIDS, SPIN, START } from './unit.ts';

/** A cluster's inventory, as far as it differs from the example's. */
export interface Given {
  readonly vars?: object;
  /** The password of VRRP. */
  readonly password?: string;
  /** Addresses of both directors and the virtual one. */
  readonly addresses?: readonly [string, string, string];
  /** Those of the other family, if they have both. */
  readonly second?: readonly [string, string, string];
  /** Another virtual address, which prefers the second director. */
  readonly preferring?: string;
  /** The second director is none any more, or not yet. */
  readonly alone?: true;
}

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
  /** Gives it another configuration. Where keepalived runs, it reads it as when its unit is reloaded. */
  setUp(given: Given): Promise<void>;
  /** Stops all its processes as a machine that freezes does, or only the one that sends and hears adverts. */
  freeze(which?: 'all' | 'vrrp'): Promise<void>;
  /** Has the process that sends and hears adverts do nothing any more, as fast as it can. */
  spin(): Promise<void>;
  /** Has umctl-notify see to it that keepalived does not hang, as a unit of its own does. */
  guard(): Promise<void>;
  notify(words: string): Promise<string>;
  /** `active 240 none` */
  state(): Promise<string>;
  /** Real servers with a weight above 0, by address. */
  targets(): Promise<readonly string[]>;
  /** What umctl-notify has logged, a line each. */
  logged(): Promise<readonly string[]>;
}

const PROGRAMS = `mount -t tmpfs -o mode=755 tmpfs /usr/libexec; mkdir /usr/libexec/keepalived
cp umctl-notify umctl-ndp /usr/libexec/keepalived/; chmod 755 /usr/libexec/keepalived/*; : > /run/logged`;

function contextOf(index: number, { vars = {}, password, addresses = ADDRESSES, second, preferring, alone }: Given) {
  const hosts = HOSTS.slice(0, alone ? 1 : 2).map(
    (host, i): Host => ({ ...host, connection: { host: addresses[i] ?? '', sshOptions: {} } }),
  );
  const [, , virtual] = addresses;
  const secrets = password === undefined ? {} : { 'password of VRRP': password };
  const dual = second === undefined ? undefined : dualVars(addresses, second);
  const both = preferring === undefined ? {} : preferringVars(virtual, preferring);
  const all = { virtual_address: `${virtual}/${PREFIX[familyOf(virtual)]}`, ...dual?.vars, ...both, ...vars };
  const context = directors({ hosts, vars: all, secrets, hostVars: dual?.hostVars ?? {} })[index];
  if (context === undefined) throw new Error('the example has two directors');
  return context;
}

async function open(index: number, first: Given): Promise<Director> {
  const node = await openDirectorNode();
  mkdirSync(join(node.etc, 'keepalived/umctl'), { recursive: true });
  // Nothing is told by this kernel, so nobody has to wait for it as long.
  const program = notifyProgram({ shutsDown: sh`[ -e /run/shuts-down ]` })
    .replace(/^(TOLD|HEARD|SETTLE|LINGER)=.*$/gm, '$1=1')
    .replace(/^STILL=.*$/m, 'STILL=5')
    .replace(/^LOOKED=.*$/m, 'LOOKED=25')
    .replace(/^BOOTS=5$/m, 'BOOTS=0')
    .replace('while sleep 1; do', 'while sleep 0.4; do');
  writeFileSync(join(node.root, 'umctl-notify'), program);
  writeFileSync(join(node.root, 'umctl-ndp'), ndpText());
  await node.given(PROGRAMS);
  const configuration = join(node.etc, 'keepalived/keepalived.conf');
  const write = (given: Given): void => {
    const context = contextOf(index, given);
    for (const { path, content } of settingsFiles(context))
      writeFileSync(join(node.etc, path.slice('/etc/'.length)), hurried(content));
    // Of the services the first is enough.
    const [beginning = '', ...all] = keepalivedConf(context)
      .replace(/^ *lvs_.*\n/gm, '')
      .split(/^(?=virtual_server )/m);
    const sealed = context.secrets['password of VRRP'];
    const conf = `${beginning}${all.slice(0, given.preferring === undefined ? 1 : 2).join('')}`;
    writeFileSync(configuration, sealed === undefined ? conf : conf.replaceAll(sealed, given.password ?? ''));
  };
  write(first);
  const after = (result: string) => node.given(`SERVICE_RESULT=${result} ${NOTIFY} stopped 2>&1`);
  const fill = async (): Promise<void> => {
    await node.given(fills(first));
  };
  return {
    ...node,
    fill,
    async start(table = 'filled') {
      await node.given(START);
      if (table === 'filled') await fill();
    },
    async configure(change) {
      writeFileSync(configuration, change(readFileSync(configuration, 'utf8')));
      await node.given('[ ! -e /run/keepalived.pid ] || kill -HUP $(cat /run/keepalived.pid)');
    },
    async stop() {
      // By a process that leads a group, as systemd has it.
      await node.given(
        `setsid -w ${NOTIFY} stop; pids=${PIDS}; kill $pids; kill -CONT $pids; while [ -n "${PIDS}" ]; do sleep 0.1; done`,
      );
      await after('success');
    },
    async kill() {
      await node.given(`kill -9 ${PIDS}`);
      await after('signal');
    },
    async setUp(given) {
      write(given);
      await node.given(
        `if [ -e /run/keepalived.pid ]; then kill -HUP $(cat /run/keepalived.pid); ${NOTIFY} reloaded; fi`,
      );
    },
    async freeze(which = 'all') {
      await node.given(`kill -STOP ${which === 'all' ? PIDS : '$(cat /run/vrrp.pid)'}`);
    },
    async spin() {
      await node.given(SPIN);
    },
    async guard() {
      await node.given(guardedBy(fills(first)));
    },
    notify: (words) => node.given(`${NOTIFY} ${words}`),
    state: async () => (await node.given(`${NOTIFY} state || echo none none`)).trim().replace(/^\w+ /, ''),
    targets: async () =>
      (await node.given(`ipvsadm -S -n | awk '$1 == "-a" && $8 > 0 { print $5 }'`)).trim().split('\n'),
    logged: async () => (await node.given('cat /run/logged')).trim().split('\n'),
  };
}

/** Two directors on one segment, on which keepalived does not run yet. */
export async function openPair(given: Given = {}): Promise<readonly [Director, Director]> {
  const [a, b] = await Promise.all([open(0, given), open(1, given)]);
  const [first, second, virtual] = given.addresses ?? ADDRESSES;
  const prefix = PREFIX[familyOf(virtual)];
  await joinNodes([a as unknown as Node, b as unknown as Node], [`${first}/${prefix}`, `${second}/${prefix}`]);
  const hidden = (one: string) =>
    familyOf(one) === 6 ? `${one}/128 dev lo nodad preferred_lft 0` : `${one}/32 dev lo`;
  for (const node of [a, b]) {
    await node.given(`ip addr add ${hidden(virtual)}`);
    if (given.preferring !== undefined) await node.given(`ip addr add ${hidden(given.preferring)}`);
  }
  if (given.second !== undefined) {
    const [own, other, another] = given.second;
    for (const [node, address] of [
      [a, own],
      [b, other],
    ] as const)
      await node.given(
        `ip addr add ${address}/${PREFIX[familyOf(address)]} dev eth0 nodad; ip addr add ${hidden(another)}`,
      );
  }
  return [a, b];
}

/** Starts both, the first of which is active then, and waits until that is settled. */
export async function startPair([a, b]: readonly [Director, Director]): Promise<void> {
  await a.start();
  await until('n1 is active', async () => (await a.state()).startsWith('active'));
  await b.start();
  await becomes(b, 'standby 140 none');
  await until('n1 is through with taking over', async () => (await a.state()).startsWith('active 240'));
}

export const ACTIVE = 'active 240 none';

/** Waits for the state. Where it does not come, the error says what was seen instead. */
export async function becomes(node: Director, state: string): Promise<void> {
  const seen: string[] = [];
  const right = async () => {
    const now = await node.state();
    if (now !== seen.at(-1)) seen.push(now);
    return now === state;
  };
  await until(state, right).catch(async (failed: Error) => {
    const log = await node.given('cat /run/logged; grep -a VRRP_Instance /run/log /dev/null || cat /run/log');
    throw new Error(`${failed.message}; seen: ${seen.join(', ')}\n${log}`);
  });
}
