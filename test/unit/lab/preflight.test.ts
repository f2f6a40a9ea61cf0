import { describe, expect, it } from 'vitest';
import { machineProblem } from '../../../lab/preflight/machine.ts';
import { availableMebibytes } from '../../../lab/preflight/room.ts';

describe('machineProblem', () => {
  const good = { platform: 'linux', architecture: 'x64', uid: 0 };

  it('finds nothing wrong with root on Linux on x86-64', async () => {
    expect(await machineProblem(good)).toBeUndefined();
  });

  it('says what is wrong and what to do', async () => {
    expect(await machineProblem({ ...good, uid: 1000 })).toContain('sudo');
    expect(await machineProblem({ ...good, architecture: 'arm64' })).toContain('linux on arm64');
    expect(await machineProblem({ ...good, platform: 'darwin' })).toContain('darwin');
  });
});

describe('availableMebibytes', () => {
  it('reads MemAvailable', () => {
    expect(availableMebibytes('MemTotal:  24684092 kB\nMemAvailable:    2048000 kB\n')).toBe(2000);
  });

  it('takes an unknown amount for none', () => {
    expect(availableMebibytes('')).toBe(0);
  });
});
