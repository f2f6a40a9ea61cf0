import { readSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { nullModem, type SerialEnd } from '../../../lab/supervisor/null-modem.ts';

describe('the null modem', () => {
  let directory: string;
  let a: SerialEnd;
  let b: SerialEnd;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'umctl-serial-'));
    [a, b] = await nullModem(directory);
  });
  afterEach(() => rm(directory, { recursive: true }));

  const take = (fifo: number): string => {
    const buffer = Buffer.alloc(65_536);
    try {
      return buffer.toString('latin1', 0, readSync(fifo, buffer));
    } catch {
      return '';
    }
  };

  it('crosses the two lines', async () => {
    writeSync(a.write, 'from a');
    writeSync(b.write, 'from b');
    await expect.poll(() => take(b.read)).toBe('from a');
    await expect.poll(() => take(a.read)).toBe('from b');
  });

  it('loses what nobody has read for two seconds, as a closed port does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    // Not expect.poll, which winds the clock on.
    const passed = async (count: number): Promise<void> => {
      for (let turn = 0; vi.getTimerCount() !== count && turn < 10_000; turn++) await setImmediate();
      expect(vi.getTimerCount()).toBe(count);
    };
    writeSync(a.write, 'old');
    await passed(1);
    vi.advanceTimersByTime(1999);
    writeSync(a.write, 'young');
    await passed(2);
    vi.advanceTimersByTime(1);
    expect(take(b.read)).toBe('young');
    writeSync(a.write, 'younger');
    await passed(2);
    vi.advanceTimersByTime(1999);
    expect(take(b.read)).toBe('younger');
  });

  it('takes all that is sent, and passes only a little to an end that says nothing', async () => {
    const total = 200_000;
    let sent = 0;
    const feed = (): number => {
      try {
        sent += writeSync(a.write, '.'.repeat(Math.min(4096, total - sent)));
      } catch {
        // The relay has not taken the last bytes yet; asked again in a moment.
      }
      return sent;
    };
    await expect.poll(feed, { interval: 1, timeout: 5000 }).toBe(total);
    let seen = '';
    const read = (): string => {
      seen += take(b.read);
      return seen;
    };
    await expect.poll(() => read().length).toBe(1536);
    writeSync(a.write, 'unheard');
    writeSync(b.write, 'here');
    await expect.poll(() => take(a.read)).toBe('here');
    writeSync(a.write, 'heard');
    await expect.poll(read).toMatch(/heard$/);
    expect(seen).not.toContain('unheard');
  });
});
