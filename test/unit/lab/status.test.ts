import { describe, expect, it } from 'vitest';
import { formatStatus } from '../../../lab/life/status.ts';

describe('formatStatus', () => {
  it('prints one host a line, in columns', () => {
    const lines = [
      { name: 'n1', address: '192.168.6.2', family: 'debian', state: 'running' },
      { name: 'n10', address: '192.168.6.11', family: 'debian', state: 'crashed' },
    ] as const;
    expect(formatStatus(lines)).toBe('n1   192.168.6.2   debian  running\nn10  192.168.6.11  debian  crashed\n');
  });

  it('prints nothing for no hosts', () => {
    expect(formatStatus([])).toBe('');
  });
});
