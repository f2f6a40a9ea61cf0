import { expect, test } from 'vitest';
import { expectEnd } from '../expect-end.ts';
import { jsonLines, servedBy } from '../umctl.ts';
import type { Act } from './story.ts';

/** What is said of bare hosts before anything is done to them. */
export const bare: Act = (scene) => {
  test('a plan of the bare hosts was complete', async () => {
    const { code, stdout } = (await scene.bare()).plan;
    expect(code, stdout).toBe(2);
    for (const host of ['n1', 'n2']) expect(stdout).toMatch(new RegExp(`^(n1, n2|${host}): [34]\\d steps`, 'm'));
    expect(stdout).toMatch(/heartbeat +not (installed|offered) → installed/);
    expect(stdout).toContain('+1 sha1 <secret heartbeat key ');
  });

  test('apply without a terminal or --yes touched nothing', async () => {
    const { unasked, touched } = await scene.bare();
    expect([unasked.code, unasked.stderr]).toEqual([1, expect.stringContaining('--yes')]);
    expect(touched.code).not.toBe(0);
  });
};

/** From bare hosts to a proven cluster. */
export const setUp: Act = ({ lab, beginning }) => {
  test('apply sets it up and proves it', async () => {
    const { code, stdout } = (await beginning()).apply;
    const lines = jsonLines(stdout);
    expect(lines.filter(({ type }) => type === 'host-failed')).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', summary: { exit: 0, checks: { failed: 0 } } });
    expect(code, stdout).toBe(0);
    const began = lines.flatMap(({ type, id, host }) =>
      type === 'step-done' && (id === 'service heartbeat' || id === 'service keepalived') ? [host] : [],
    );
    const proof = lines.findIndex(
      ({ type, result }) => type === 'check' && / hear each other on /.test((result as { name: string }).name),
    );
    const second = lines.findIndex(
      ({ type, id, host }) => type === 'step-done' && id === 'service heartbeat' && host === began[1],
    );
    expect([began.length, proof > 0, second < 0 || proof < second]).toEqual([2, true, true]);
  });

  test('another plan is empty, and verify passes', async () => {
    const { again, verify } = await beginning();
    expectEnd(again, 0);
    expectEnd(verify, 0);
  });

  test('the client is balanced over all nodes, over http and https, and has its file by ftp', async () => {
    const names = lab().hosts.map(({ name }) => name);
    const http = await servedBy(lab(), 10 * names.length);
    expect(http.toSorted()).toEqual(names.flatMap((name) => Array(10).fill(name)));
    const https = await servedBy(lab(), 6, 'https://192.168.6.240/');
    expect(https.every((name) => names.includes(name))).toBe(true);
    // In active mode, as no port but 21 is a virtual service.
    const ftp = ['curl', '-sS', '-m', '20', '--ftp-port', '-', 'ftp://192.168.6.240/welcome.msg'];
    expect((await lab().client(ftp)).stdout).toMatch(/^Welcome to n[123]$/m);
  });
};
