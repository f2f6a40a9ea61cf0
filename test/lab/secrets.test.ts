import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { expectEnd } from './expect-end.ts';
import { admitAdmin } from './secrets/admin.ts';
import { namesIn } from './secrets/forms.ts';
import { type Played, play } from './secrets/play.ts';
import { openScene, type Scene } from './secrets/scene.ts';
import { onController, onNode, type Seen, search, watch } from './secrets/watch.ts';
import { until } from './umctl.ts';
import { unhurried } from './unhurried.ts';

const problem = await labProblem();

/** Where a user who is not root might catch a secret; the last one lies there for all to read. */
const WATCHED = [
  ...['authkeys', '.authkeys.umctl', 'ldirectord.cf', '.ldirectord.cf.umctl'].map((name) => `/etc/ha.d/${name}`),
  '/run/control',
];
const CONTROL = { name: 'control', value: 'positive-control-of-this-test' };

/** Readable by root only: the files that need the secrets, and umctl's copies of what they replaced. */
const WHERE_THEY_BELONG =
  /^found (key|old-key|login) in (\/var\/lib\/umctl\/kept\/[^ ]+)?\/etc\/ha\.d\/(authkeys|ldirectord\.cf)[^ /]* \(600 0\)$/;
/** The user has put the key into umctl's environment, where it and its children have it. */
const WHERE_IT_CAME_FROM = /^seen key in environ of .*bin\/umctl\.js/;

const withoutControl = ({ lines }: Seen) => lines.filter((line) => !line.includes(` ${CONTROL.name} in `));

// One story on one pair of hosts: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('secrets are where they belong and nowhere else', () => {
  let lab: Lab;
  let scene: Scene;
  const played: Played[] = [];
  const stops = new Map<string, () => Promise<Seen>>();
  const poisons = () => [...Object.values(scene.poisons), CONTROL];
  const names = () => lab.hosts.map(({ name }) => name);
  const savedPlan = () => `${scene.scratch}/tmp/saved-plan`;
  const run = async (...args: readonly string[]) => {
    const done = await play(scene, args);
    played.push(done);
    return done;
  };

  beforeAll(async () => {
    lab = await unhurried(await labUp({ lab: 'test-secrets', fresh: true }));
    scene = openScene(lab);
    const what = { control: CONTROL.value, poisons: poisons() };
    for (const name of names()) {
      await admitAdmin(lab, name, scene.poisons.sudo.value);
      await lab.exec(name, 'cat > /run/control', { input: CONTROL.value });
      stops.set(name, watch(onNode(lab, name), { stop: '/run/stop-watching', ...what, files: WATCHED }));
    }
    const stop = `${scene.scratch}/tmp/stop-watching`;
    stops.set('controller', watch(onController, { stop, ...what, files: [] }));
  });
  afterAll(async () => {
    await Promise.allSettled([...stops.values()].map((stop) => stop()));
    scene?.remove();
    await lab?.down({ remove: true });
  });

  test('through plans, and one that is saved', async () => {
    const admins = "mkdir /etc/ha.d; umask 077; { echo 'auth 1'; printf '1 sha1 '; cat; } > /etc/ha.d/authkeys";
    await lab.exec('n1', admins, { input: `${scene.poisons.oldKey.value}\n` });
    await lab.exec('n2', 'mkdir -p /etc/ha.d/authkeys && mount -t tmpfs none /etc/ha.d/authkeys');
    expectEnd(await run('plan', '-vvv', '--out', savedPlan()), 0);
    expectEnd(await run('plan', '--json'), 0);
  });

  test('through a run that fails where the key is written', async () => {
    expectEnd(await run('apply', '--yes', '-vvv', '--plan', savedPlan()), 3);
    await lab.exec('n2', 'umount /etc/ha.d/authkeys && rmdir /etc/ha.d/authkeys');
  });

  test('through a run that is killed in the middle', async () => {
    const killed = await play(scene, ['apply', '--yes', '--json', '-vvv'], { killedAt: '"step-start"' });
    played.push(killed);
    expect(killed.code, killed.output).toBeNull();
    // What it held the hosts with is still there.
    for (const name of names()) {
      const held = await search(onNode(lab, name), poisons(), ['/run']);
      expectEnd(await lab.exec(name, 'test -s /run/umctl.lock/*'), 0);
      expect(held.lines.join('\n'), name).toContain('found control in /run/control');
      expect(withoutControl(held), name).toEqual([]);
    }
  });

  test('through a run that succeeds', async () => {
    const { code, output } = await run('apply', '--yes', '-vvv', '--lock-wait', '2m');
    // Being watched slows the nodes down: whether they are healthy in time is asked below, with patience.
    expect([0, 7], output).toContain(code);
  });

  test('through verification, its reports and the records of runs', async () => {
    const junit = `${scene.scratch}/tmp/junit.xml`;
    const verify = async () => (await run('verify', '-vvv', '--json', '--junit', junit)).code === 0;
    await until('verify passes', 300, verify);
    const { code, output } = await run('plan', '--detailed-exitcode');
    expect(code, output).toBe(0);
    expectEnd(await play(scene, ['history'], { inventory: false }), 0);
  });

  test('no output shows one', () => {
    expect(played.map(({ output }) => namesIn(output, poisons()))).toEqual(played.map(() => []));
    expect(played[0]?.output).toMatch(/<secret heartbeat key \w+>/);
    const disguised = Buffer.from(`y${CONTROL.value}`).toString('base64');
    expect(namesIn(`x${disguised}`, poisons())).toEqual([CONTROL.name]);
  });

  test('no process shows one, and nobody but root could read one at any time', async () => {
    for (const [host, stop] of stops) {
      stops.delete(host);
      const seen = await stop();
      const lines = seen.lines.join('\n');
      expect(lines, host).toMatch(/^seen control in cmdline of .*\n(.*\n)*seen control in environ of /m);
      expect(seen.counts['samples'], host).toBeGreaterThan(100);
      const others = withoutControl(seen);
      if (host === 'controller') expect(others.filter((line) => !WHERE_IT_CAME_FROM.test(line))).toEqual([]);
      else {
        expect(lines, host).toContain('read control in /run/control');
        expect(seen.counts['tries'], host).toBeGreaterThan(1000);
        expect(others, host).toEqual([]);
      }
    }
  });

  test('on the nodes, they are in root’s own files only', async () => {
    for (const name of names()) {
      await lab.exec(name, 'base64 > /var/log/control', { input: CONTROL.value });
      const found = await search(onNode(lab, name), poisons(), ['/']);
      expect(found.counts['files'], name).toBeGreaterThan(500);
      expect(found.lines, name).toContain('found control in /var/log/control (644 0)');
      const others = withoutControl(found);
      expect(
        others.filter((line) => !WHERE_THEY_BELONG.test(line)),
        name,
      ).toEqual([]);
      expect(others).toContain('found key in /etc/ha.d/authkeys (600 0)');
      expect(others).toContain('found login in /etc/ha.d/ldirectord.cf (600 0)');
      expect(
        others.some((line) => line.startsWith('found old-key in /var/lib/umctl/kept/')),
        name,
      ).toBe(name === 'n1');
      const { stdout } = await lab.exec(
        name,
        "find /var/lib/umctl -type d ! -perm 700; find /etc/ha.d -name '.*.umctl'",
      );
      expect(stdout, name).toBe('');
    }
  });

  test('on the controller, they are in no file that umctl leaves', async () => {
    const look = async () => {
      const { lines, counts } = await search(onController, poisons(), [scene.scratch]);
      return { counts, inFiles: lines.filter((line) => line.includes(` in ${scene.scratch}`)) };
    };
    const { counts, inFiles } = await look();
    expect(inFiles).toEqual([]);
    expect(counts['files']).toBeGreaterThan(5);
    const hexadecimal = `od -An -v -tx1 | tr -d ' \\n' > "$0"/state/control`;
    await onController(['sh', '-c', hexadecimal, scene.scratch], CONTROL.value);
    expect((await look()).inFiles).toEqual([expect.stringContaining('/state/control')]);
  });
});
