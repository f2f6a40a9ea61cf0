import { describe, expect, it } from 'vitest';
import { runningComplaint } from '../../../../roles/ldirectord/checks.ts';
import { activeComplaint } from '../../../../src/cluster/model/active.ts';
import { printed } from '../fixture.ts';

const running = (duty: string) =>
  printed(`${duty}\nldirectord for /etc/ha.d/ldirectord.cf is running with pid: 1890\n`, 0);
const stopped = (duty: string) => printed(`${duty}\nldirectord is stopped for /etc/ha.d/ldirectord.cf\n`, 3);

describe('ldirectord on the active director only', () => {
  it('is as it should be', () => {
    expect(runningComplaint({ n1: running('active'), n2: stopped('standby') })).toBeUndefined();
  });

  it('is missing, or too much', () => {
    expect(runningComplaint({ n1: stopped('active'), n2: running('standby') })).toBe(
      'ldirectord does not run on n1, which has the virtual address; ' +
        'ldirectord runs on n2, which does not have the virtual address',
    );
  });

  it('needs one active director', () => {
    expect(activeComplaint({ n1: printed('active'), n2: printed('standby\n') })).toBeUndefined();
    expect(activeComplaint({ n1: printed('standby'), n2: printed('standby') })).toMatch(/^no director/);
    expect(activeComplaint({ n1: printed('active'), n2: printed('active') })).toMatch(/^n1 and n2 have/);
  });
});
