import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { applyVersion, REPLY_LOST } from './cut/apply.ts';
import { type Cycle, createCycle } from './cut/cycle.ts';
import { during, EXCHANGES, everyMoment, STEPS } from './cut/moments.ts';
import { type CutNode, startNode } from './cut/node.ts';
import { type CuttableWay, type Direction, startProxy } from './cut/proxy.ts';
import { ADMIN_FILE, adminFile, contentOf, FILES, OWN_LINES } from './cut/site.ts';
import { digestOf, watch } from './cut/watcher.ts';
import { createWorld, type World } from './world.ts';

// A machine that does other things beside takes several times as long.
vi.setConfig({ testTimeout: 300_000 });

let world: World;
let node: CutNode;
let proxy: CuttableWay;
let cycle: Cycle;
let watcher: ReturnType<typeof watch>;

beforeAll(async () => {
  world = createWorld();
  node = await startNode();
  world.trust(node.sshd);
  proxy = await startProxy(node.sshd.port);
  appendFileSync(world.knownHosts, `[127.0.0.1]:${proxy.port} ${node.sshd.publicKey()}\n`);
  cycle = await createCycle(node, { port: proxy.port, key: world.key, configFile: world.configFile });
  watcher = watch([...FILES, ADMIN_FILE].map(node.outside));
});
afterAll(async () => {
  const cuts = [...(cycle?.cuts ?? [])].map(([kind, count]) => `${count} ${kind}`).join(', ');
  const { reads, seen } = await watcher.stop();
  await proxy?.stop();
  await node?.sshd.stop();
  world?.remove();
  console.info(`cut points: ${cuts}; files were read ${reads} times meanwhile`);
  for (const path of FILES) {
    const whole = (['a', 'b'] as const).map((version) => digestOf(contentOf(path, version)));
    expect([...(seen.get(node.outside(path)) ?? [])].sort(), `contents seen of ${path}`).toEqual(whole.sort());
  }
  const admin = [OWN_LINES, adminFile('a'), adminFile('b')].map(digestOf);
  expect(admin).toEqual(expect.arrayContaining([...(seen.get(node.outside(ADMIN_FILE)) ?? [])]));
});

test('the link is cut before each exchange, and at each step', () =>
  everyMoment(cycle, 'link cut', EXCHANGES + STEPS, during(cycle, proxy.cut, /^before|^begin of/)));

test('the reply to each exchange is lost, after it was carried out', () => {
  const lose = (): string => {
    proxy.cut();
    return REPLY_LOST;
  };
  return everyMoment(cycle, 'reply lost', EXCHANGES, during(cycle, lose, /^after/));
});

test('the step that a lost link met is named', () =>
  cycle.heal('link cut', async (version) => {
    const moment = 'begin of file /srv/key';
    let begun = '';
    const { hosts } = await applyVersion(version, cycle.way, (at) => {
      if (at.startsWith('begin of ')) begun = at;
      if (at === moment) proxy.cut();
    });
    // The host may have been ahead: what had arrived before the cut is told too.
    const [name] = hosts[0]?.failure?.message.split(': connection lost') ?? [];
    expect([moment, 'begin of block /srv/theirs cut', 'begin of service daemon']).toContain(begun);
    expect(`begin of ${name}`).toBe(begun);
    return moment;
  }));

test('the link is cut after so many bytes', async () => {
  for (const direction of ['to the host', 'from the host'] satisfies Direction[]) {
    proxy.passed(direction);
    await cycle.heal('none', async () => undefined);
    // There and back the same is said twice: by the run that is not cut, and by the one after it, which does nothing.
    const all = proxy.passed(direction) / 2;
    for (const part of [0.5, 0.8, 0.9, 0.95])
      await cycle.heal(`link cut ${direction}`, async (version) => {
        const bytes = Math.floor(all * part);
        proxy.cutAfter(bytes, direction);
        await applyVersion(version, cycle.way);
        return `byte ${bytes} ${direction}`;
      });
  }
});

test('the remote shell is killed at each step, with what it started', () =>
  everyMoment(cycle, 'shell killed with its step', STEPS, during(cycle, node.kill, /^begin of/)));

test('only the remote shell is killed at each step, and what it started goes on', () =>
  everyMoment(cycle, 'shell killed', STEPS, during(cycle, node.killShells, /^begin of/)));

test('umctl is killed before each exchange, and at each step', async () => {
  const controller = fileURLToPath(import.meta.resolve('./cut/controller.ts'));
  await everyMoment(cycle, 'umctl killed', EXCHANGES + STEPS, async (version, at) => {
    const child = spawn(process.execPath, [controller], { stdio: ['pipe', 'inherit', 'inherit'] });
    child.stdin.end(JSON.stringify({ version, way: cycle.way, at }));
    const [code, signal] = await once(child, 'exit');
    expect(code, 'a run that is not killed succeeds').toBe(signal === 'SIGKILL' ? null : 0);
    return signal === 'SIGKILL' ? `moment ${at}` : undefined;
  });
});

const SPOILT = {
  full: (disk: string) => `cat /dev/zero > ${disk}/filler 2>/dev/null || :`,
  // Over itself: a disk that something is written to cannot become read-only otherwise.
  // While a file is open to be written, it is refused.
  'read-only': (disk: string) => `mount --bind ${disk} ${disk}; n=0
until mount -o remount,bind,ro ${disk} 2>/dev/null; do n=$((n+1)); [ $n -lt 100 ] || exit 1; sleep 0.02; done`,
} as const;
const MENDED = {
  full: (disk: string) => `rm -f ${disk}/filler`,
  'read-only': (disk: string) => `umount -l ${disk}`,
} as const;

test.each([
  ['full', ['/srv', '/var/lib']],
  ['read-only', ['/srv', '/var/lib']],
  ['full', ['/run']],
  ['read-only', ['/run']],
] as const)('disks become %s at each step, and get well again: %j', async (how, disks) => {
  const all = (what: (disk: string) => string): unknown => node.given(disks.map(what).join('\n'));
  await everyMoment(cycle, `${how} ${disks.join(' and ')}`, STEPS, async (version, at) => {
    const where = await during(cycle, () => all(SPOILT[how]), /^begin of/)(version, at);
    if (where !== undefined) all(MENDED[how]);
    return where;
  });
});
