import { describe, expect, test } from 'vitest';
import { directionComplaint } from '../../../../roles/keepalived/handover/direction.ts';
import { handOver } from '../../../../roles/keepalived/handover/hand-over.ts';
import role from '../../../../roles/keepalived/role.ts';
import packages from '../../../../roles/packages/role.ts';
import { planSteps, type Step } from '../../../../src/core/plan.ts';
import type { Place } from '../../../../src/core/play.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { contexts, EXAMPLE } from '../cluster.ts';
import { printed } from '../fixture.ts';

const on = contexts(role, { facts: { keepalived: {} } });

/** Steps that there really are on Debian, by their ids: each is all that is wrong. */
const REAL = new Map(
  [packages, role].flatMap((one) => {
    const [bare] = contexts(one, { facts: { keepalived: {} } });
    if (bare === undefined) return [];
    const resources = one.resources({ ...bare, platform: platformOf('n1', bare.facts) });
    return resources.map((resource) => [resource.id, planSteps([resource], [{}])] as const);
  }),
);
const steps = (...ids: readonly string[]): readonly Step[] => ids.flatMap((id) => REAL.get(id) ?? []);
const INSTALLS = [...REAL.keys()].find((id) => id.startsWith('packages ')) ?? '';

const [n1, n2] = on.map(({ host, facts }, i): Place => ({ host: { ...host, vars: EXAMPLE }, facts, active: i === 0 }));
if (n1 === undefined || n2 === undefined) throw new Error('the example has two directors');

const act = (places: readonly Place[], ...ids: readonly string[]) =>
  handOver.before?.({ ...(places[0] ?? n1), steps: steps(...ids), places });

describe('before a director is changed', () => {
  test('it hands its duties over where its service would feel it', () => {
    expect(act([n1, n2], INSTALLS)?.name).toBe('n1 hands its duties over to n2');
    expect(act([n1, n2], INSTALLS)?.note).toMatch(/^because clients would notice packages .*; it takes about 15 s/);
  });

  test('keepalived rereads a changed configuration, which nobody feels', () => {
    const ids = ['file /etc/keepalived/keepalived.conf', 'file /usr/libexec/keepalived/umctl-notify'];
    expect(steps(...ids)).toHaveLength(2);
    expect(act([n1, n2], ...ids)).toBeUndefined();
  });

  test('it hands nothing over that it does not have, nor where two have it, nor to a real server', () => {
    expect(act([{ ...n1, active: false }, n2], INSTALLS)).toBeUndefined();
    expect(act([n1, { ...n2, active: true }], INSTALLS)).toBeUndefined();
    const real = { ...n2, host: { ...n2.host, groups: ['all', 'real_servers'] } };
    expect(act([n1, real], INSTALLS)).toBeUndefined();
  });

  test('it goes without where the other is not ready, which is asked', () => {
    const given = act([n1, n2], INSTALLS);
    expect(given?.optional).toBe(true);
    const complaints = [
      '',
      'state stopped standby 140 none\n',
      'state runs standby 2 ready\n',
      'state runs standby 140 settle\n',
      'state runs standby 140 none\n',
    ].map((said) => given?.preconditions[0]?.failure({ n2: printed(said) }));
    expect(complaints).toEqual([
      'umctl-notify is not there',
      'keepalived does not run',
      'it does not know the connections of the active director yet',
      'a hand-over is under way',
      undefined,
    ]);
  });
});

describe('who balances', () => {
  const MASTER = 'master sync daemon (mcast=eth0, syncid=240, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)';
  const BACKUP = 'backup sync daemon (mcast=eth0, syncid=240, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)';
  const state = { runs: true, active: true, priority: 240, phase: 'none' };
  const complaint = (given: object, backupOnly: string, ...syncDaemons: readonly string[]) =>
    directionComplaint({ state: { ...state, ...given }, backupOnly, syncDaemons });

  test('the active director alone, which tells of its connections, and a standby that hears of them', () => {
    expect(complaint({}, '1', MASTER)).toBeUndefined();
    expect(complaint({ active: false, priority: 150 }, '1', BACKUP)).toBeUndefined();
  });

  test('what is otherwise is told', () => {
    expect(complaint({ priority: 150 }, '1', MASTER)).toBe('its priority is 150, wanted 240 while it is active');
    expect(complaint({}, '1', BACKUP)).toMatch(/its table is not in force; .*no sync daemon master/);
    expect(complaint({ active: false, priority: 150 }, '0', BACKUP)).toBe('net.ipv4.vs.backup_only is 0, wanted 1');
    expect(complaint({ active: false, priority: 2 }, '1', BACKUP)).toMatch(/does not know the connections/);
    expect(complaint({ active: false, priority: 150 }, '1')).toMatch(/does not hear of the connections/);
  });
});
