import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem } from '../../lab/index.ts';
import type { DrillReport } from '../../src/cluster/drill/report.ts';
import { type Browser, startChromium } from '../browser/chromium.ts';
import { appliedLab } from './applied/lab.ts';
import { clientSideInventory, umctlOnClient } from './client-side.ts';
import { expectEnd } from './expect-end.ts';
import { longTest } from './tell-all.ts';
import { activeDirector, jsonLines, umctl, until } from './umctl.ts';

const problem = await labProblem();

/** What a busy machine keeps, too: the lab is about what is broken, seen and mended, not about how fast. */
const LIMITS = { recovery: 80, slow_after: 0.5, 'kill-real-service': { failed: 0 } };
const QUICK = ['--baseline', '4', '--calm', '4', '--within', '100', '--keep-alive', '3'];

// One cluster, one fault after the other: each drill has to leave it so that the next can begin.
describe.skipIf(problem !== undefined)('drills on a real cluster, with the load from a client on its segment', () => {
  let lab: Lab;
  let inventory: string;
  let browser: Browser;
  beforeAll(async () => {
    lab = await appliedLab('test-drill');
    inventory = await clientSideInventory(lab, { drill: LIMITS });
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await lab?.down({ remove: true });
  });

  const page = () => join(lab.directory, 'drill.html');
  async function drill(fault: string, ...more: readonly string[]) {
    const args = ['drill', inventory, '--fault', fault, '--yes', '--json', '--report', page(), ...QUICK, ...more];
    const { code, stdout, stderr } = await umctlOnClient(lab, args);
    const lines = jsonLines(stdout);
    const report = lines.find(({ type }) => type === 'drill-report')?.['report'] as DrillReport | undefined;
    if (report === undefined) throw new Error(`no report, exit ${code}: ${stdout}${stderr}`);
    return { code, report, kinds: report.events.map(({ kind }) => kind) };
  }
  const other = (name: string | undefined): string => (name === 'n1' ? 'n2' : 'n1');

  test('nothing is broken unasked, and no host is crashed by a mere --yes', async () => {
    const unasked = await umctlOnClient(lab, ['drill', inventory, '--fault', 'switchover']);
    expect([unasked.code, unasked.stderr]).toEqual([1, expect.stringContaining('--yes')]);
    const crash = await umctlOnClient(lab, ['drill', inventory, '--fault', 'crash', '--yes']);
    expect([crash.code, crash.stderr]).toEqual([1, expect.stringContaining('--allow-crash')]);
    const within = await umctlOnClient(lab, [
      'drill',
      inventory,
      '--fault',
      'crash',
      '--allow-crash',
      '--yes',
      '--from',
      'n2',
    ]);
    expect([within.code, within.stderr]).toEqual([1, expect.stringContaining('n2: it is a node of the cluster')]);
  });

  test('a killed server: clients are refused until ldirectord notices, and it serves again afterwards', async () => {
    const active = await activeDirector(lab);
    const { code, report, kinds } = await drill('kill-real-service');
    expect(report.fault).toMatchObject({
      host: other(active),
      what: `nginx on ${other(active)} (port 80) is killed (SIGKILL)`,
    });
    expect(report.before.failed).toBeLessThan(3);
    expect(report.after.failures.refused).toBeGreaterThan(0);
    expect(report.recovery).toBeLessThan(80_000);
    expect(kinds).toEqual(['load', 'fault', 'recovered', 'undo', 'undo']);
    // Of the two limits that hold for it, the one of its own is broken.
    expect(report.judgements.map(({ limit, passed }) => [limit, passed])).toEqual([
      ['recovery', true],
      ['failed', false],
    ]);
    expect(code, JSON.stringify(report)).toBe(7);
    expect((await lab.exec(other(active), ['systemctl', 'is-active', 'nginx'])).stdout).toBe('active\n');
    const shown = await browser.open(page(), { width: 390, height: 800, scheme: 'dark' });
    expect(shown.complaints).toEqual([]);
    expect(await shown.evaluate('document.querySelector("#verdict").innerText')).toBe(
      'No: over the limit for failed requests.',
    );
    const failed = report.before.failed + report.after.failed;
    expect(await shown.evaluate('document.querySelectorAll("#failures path").length')).toBe(failed);
  });

  test('a stopped heartbeat: the other director takes over, and heartbeat runs again afterwards', async () => {
    const active = await activeDirector(lab);
    const { code, report, kinds } = await drill('stop-heartbeat');
    expect([report.activeBefore, report.activeAfter]).toEqual([[active], [other(active)]]);
    expect(report.events.map(({ message }) => message)).toContain(`${other(active)} has the virtual address`);
    expect(kinds.filter((kind) => kind === 'trouble')).toEqual([]);
    expect(code, JSON.stringify(report)).toBe(report.passed ? 0 : 7);
    expectEnd(await lab.exec(active ?? '', ['cl_status', 'hbstatus']), 0);
    expect(await activeDirector(lab)).toBe(other(active));
  });

  // CI sees crashes elsewhere: handover.test.ts and keepalived-pair.test.ts.
  const crashes =
    'a crashed director: connections break, the other takes over, and the drill ends without waiting for it';
  longTest(crashes, async () => {
    const active = await activeDirector(lab);
    const { code, report } = await drill('crash', '--allow-crash');
    expect([report.activeBefore, report.activeAfter]).toEqual([[active], [other(active)]]);
    expect(report.after.failed).toBeGreaterThan(0);
    expect(report.recovery).toBeGreaterThan(1000);
    expect(report.events.map(({ message }) => message)).toContain(`${active} does not answer`);
    expect(code, JSON.stringify(report)).toBe(report.passed ? 0 : 7);
    // The kernel of the lab's hosts does not find its network again after a reset.
    await lab.crash(active ?? '');
    await lab.boot(active ?? '');
    await until(
      'the cluster to be whole again',
      120,
      async () => (await umctl(['verify', lab.files.inventory])).code === 0,
    );
  });
});
