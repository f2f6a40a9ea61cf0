import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem } from '../../lab/index.ts';
import { appliedLab } from './applied/lab.ts';
import { expectEnd } from './expect-end.ts';
import { portsAgain } from './handover/ports-again.ts';
import { longTest } from './tell-all.ts';
import { activeDirector, jsonLines, servedBy, umctl, until } from './umctl.ts';
import { underLoad as anyLoad } from './under-load.ts';

const problem = await labProblem();

const TABLE = `ipvsadm -S -n | sort; cat /proc/sys/net/ipv4/vs/backup_only /proc/sys/net/ipv4/vs/sloppy_tcp
ipvsadm -L --daemon | cut -d ' ' -f 1; ls /run/lvs-director* 2>/dev/null || :`;

/** Of a director that tells the other only of connections that end. */
const QUIET = '/run/lvs-director.quiet';

// One story on one pair of hosts: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('duties are handed over under load', () => {
  let lab: Lab;
  const run = (command: string, ...args: readonly string[]) => umctl([command, lab.files.inventory, ...args]);
  const active = async (): Promise<string> => (await activeDirector(lab)) ?? 'nobody';
  const other = (name: string): string => (name === 'n1' ? 'n2' : 'n1');
  const edit = (from: string, to: string): void => {
    const text = readFileSync(lab.files.inventory, 'utf8');
    expect(text).toContain(from);
    writeFileSync(lab.files.inventory, text.replace(from, to));
  };
  const underLoad = async (work: () => Promise<void>): Promise<void> =>
    expect(await anyLoad(lab, work)).toEqual(['n1', 'n2']);
  /** Both directors as they are when nothing is going on. */
  const settled = () =>
    until('the hand-over is through', 240, async () => {
      const serves = await active();
      const all = await Promise.all(
        lab.hosts.map(async ({ name }) => ({ name, lines: (await lab.exec(name, TABLE)).stdout.trim().split('\n') })),
      );
      return all.every(({ name, lines }) => {
        const state = lines.slice(lines.findLastIndex((line) => line.startsWith('-')) + 1).join(' ');
        const weights = lines.filter((line) => line.startsWith('-a')).map((line) => line.endsWith('-w 1'));
        const wanted = name === serves ? '0 0 master backup' : '1 0 backup';
        return weights.length === 6 && weights.every(Boolean) && state === wanted;
      });
    });

  beforeAll(async () => {
    lab = await appliedLab('test-handover');
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('umctl switchover, there and back', async () => {
    // Their old entries are in both tables when clients come with the same ports, and the other director is not told of that.
    const ports = await portsAgain(lab, '192.168.6.240');
    await underLoad(async () => {
      for (let i = 0; i < 2; i++) {
        const [from, to] = [await active(), other(await active())];
        const switched = run('switchover', '--to', to, '--yes', '--json');
        if (i === 1) {
          await until(
            'nothing that is new is told',
            240,
            async () => (await lab.exec(from, `[ -e ${QUIET} ]`)).code === 0,
          );
          await ports.again();
        }
        const { code, stdout } = await switched;
        expect(jsonLines(stdout).filter(({ type }) => type === 'act')).toEqual([
          { type: 'act', name: `${from} hands its duties over to ${to}` },
        ]);
        expect([code, await active()], stdout).toEqual([0, to]);
      }
    });
    expect(await ports.broken()).toEqual([]);
    await settled();
  });

  test('service heartbeat stop on the active director', async () => {
    const from = await active();
    await underLoad(async () => {
      expectEnd(await lab.exec(from, ['service', 'heartbeat', 'stop']), 0);
      await until('the other director has it alone', 240, async () => (await active()) === other(from));
      await until('the old one has let go', 240, async () => (await lab.exec(from, 'ls /run/lvs-director')).code !== 0);
    });
    expectEnd(await lab.exec(from, ['service', 'heartbeat', 'start']), 0);
    await settled();
  });

  test('a change of ldirectord.cf: the standby, then a hand-over, then who was active', async () => {
    const from = await active();
    edit('scheduler: wlc', 'scheduler: wrr');
    await underLoad(async () => {
      const { code, stdout } = await run('apply', '--yes', '--json');
      const story = jsonLines(stdout).flatMap(({ type, host, id, name }) => {
        if (type === 'act') return [name];
        return type === 'step-done' ? [`${host} ${id}`] : [];
      });
      expect(story).toEqual([
        `${other(from)} file /etc/ha.d/ldirectord.cf`,
        `${from} hands its duties over to ${other(from)}`,
        `${from} file /etc/ha.d/ldirectord.cf`,
      ]);
      expect(code, stdout).toBe(0);
    });
    expect(await active()).toBe(other(from));
    await settled();
  });

  test('a hand-over that is cut off half-way leaves no weight as it was for its sake', async () => {
    const name = await active();
    const words = (await lab.exec(name, "sed -n 's/.* LVSDirector:://p' /etc/ha.d/haresources")).stdout.trim();
    const tool = `/etc/ha.d/resource.d/LVSDirector ${words.replaceAll('::', ' ')}`;
    const lowered = await lab.exec(name, `${tool} stop; ipvsadm -S -n | grep -c 'w 0'; ${tool} status; ${tool} start`);
    expect(lowered.stdout).toBe('3\nstopped\n');
    await settled();
  });

  test('a crash: the other serves alone, and whoever comes back stands by', async () => {
    const name = await active();
    await lab.crash(name);
    await until('the other takes over', 240, async () => {
      const { stdout } = await lab.exec(other(name), 'ip -4 -o addr show dev eth0');
      return stdout.includes(' 192.168.6.240/');
    });
    await until('every client is served', 240, async () => !(await servedBy(lab, 6)).includes(''));
    await lab.boot(name);
    await settled();
    expectEnd(await run('verify', '--wait', '4m'), 0);
    expect(await active()).toBe(other(name));
  });

  // Two applies to both, of a way that few clusters go, and once: CI has the time for other things.
  longTest('from classic to this under load, and to classic again', async () => {
    edit('# handover: make_before_break    # or classic', 'handover: classic');
    expectEnd(await run('apply', '--yes'), 0);
    edit('handover: classic', 'handover: make_before_break');
    await underLoad(async () => {
      expectEnd(await run('apply', '--yes'), 0);
    });
    await settled();
  });
});
