import { spawn } from 'node:child_process';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { identify, isAlive, kill, parseIdentity, recordIdentity, startTimeOf } from '../../../lab/system/process.ts';

describe('process identity', () => {
  it('reads the start time behind a name with spaces and parentheses', () => {
    const stat = `42 (a) S (b)) S ${Array.from({ length: 18 }, (_, index) => index).join(' ')} 169423 0 0`;
    expect(startTimeOf(stat)).toBe('169423');
  });

  it('is the same whoever writes it down', async () => {
    const child = spawn('sh', ['-c', `${recordIdentity}; read line`]);
    const record = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
    const found = await identify(child.pid ?? 0);
    expect(found).toBeDefined();
    expect(found?.startTime).toBe(startTimeOf(record));
    child.stdin.end();
  });

  it('takes an incomplete record for none', () => {
    expect(parseIdentity('')).toBeUndefined();
    expect(parseIdentity('12 (sh) S 1')).toBeUndefined();
  });

  it('never kills a stranger that got the pid since', async () => {
    const stranger = spawn('sleep', ['60']);
    const identity = await identify(stranger.pid ?? 0);
    if (!identity) throw new Error('sleep did not start');
    await kill({ ...identity, startTime: '1' });
    await kill({ ...identity, boot: 'another' });
    expect(await isAlive(identity)).toBe(true);
    await kill(identity);
    expect(await isAlive(identity)).toBe(false);
  });

  it('knows this very process', async () => {
    const self = await identify(process.pid);
    expect(self && (await isAlive(self))).toBe(true);
  });
});
