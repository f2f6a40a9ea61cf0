import { describe, expect, it } from 'vitest';
import { dutiesUnderWay, splitOf, takerOf } from '../../../../roles/heartbeat/duties.ts';
import { acceptKey, active, signWithKey, standby } from '../../../../roles/heartbeat/phases.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import type { AnyRole } from '../../../../src/cluster/model/role.ts';
import { contexts, EXAMPLE, HOSTS } from '../cluster.ts';

const hosts = HOSTS.map((host) => ({ ...host, vars: EXAMPLE }));
const held = [{ device: 'eth0', label: 'eth0', address: '192.168.6.240', prefix: 24 }];

interface Seen {
  readonly holds: readonly string[];
  /** What `cl_status rscstatus` and the note of a hand-over say, by director; '' where heartbeat does not run. */
  readonly n1?: string;
  readonly n2?: string;
}

const seen = (phase: AnyRole, { holds, n1 = 'resources local', n2 = 'resources local' }: Seen) =>
  contexts<HeartbeatVars>(phase, {
    hosts,
    secrets: { key: 'k' },
    hostFacts: Object.fromEntries(holds.map((name) => [name, { addresses: held }])),
    recalled: { n1: `signs 1\n${n1}\n`, n2: `signs 1\n${n2}\n` },
  });
const [first, second] = [0, 1];
const one = (given: Seen, which = first) => {
  const context = seen(role, given)[which];
  if (context === undefined) throw new Error('there are two directors');
  return context;
};
const ids = (phase: AnyRole, given: Seen, which: number) => {
  const context = seen(phase, given)[which];
  return context === undefined ? [] : phase.resources(context).map(({ id }) => id);
};
const GIVES_UP = 'command heartbeat stands down, as another director has the virtual address, too';
const TAKES = 'command this director takes the virtual address, which nobody has';

describe('two directors that have the virtual address', () => {
  const both = { holds: ['n1', 'n2'] };

  it('are a split, unless they hand over just now', () => {
    expect(splitOf(one(both))).toEqual({ keeper: 'n1', others: ['n2'] });
    expect(splitOf(one({ ...both, n1: 'resources none', n2: 'resources all' }))?.keeper).toBe('n2');
    // Both say that they have all, as each takes the other for dead.
    expect(splitOf(one({ ...both, n1: 'resources all', n2: 'resources all' }))?.keeper).toBe('n1');
    expect(splitOf(one({ ...both, n2: 'resources all\nhands over' }))).toBeUndefined();
    expect(splitOf(one({ holds: ['n2'] }))).toBeUndefined();
  });

  it('are led out of it by one plan: one gives it up, gets the files, and starts again after the other has them', () => {
    expect(ids(standby, both, second)).toEqual(expect.arrayContaining(['file /etc/ha.d/authkeys', GIVES_UP]));
    expect(ids(standby, both, first)).toEqual([]);
    expect(ids(active, both, first)).toContain('wanted service heartbeat');
    expect(ids(active, both, second)).toEqual([]);
    expect(ids(role, both, second)).toContain('wanted service heartbeat');
  });

  it('take no key by phases, as they may not hear each other', () => {
    for (const phase of [acceptKey, signWithKey]) expect(ids(phase, both, first)).toEqual([]);
    expect(ids(acceptKey, { holds: ['n1'] }, first)).not.toEqual([]);
  });

  it('are told of with the plan', () => {
    expect(role.warn?.(one(both))[0]).toMatch(/^SPLIT BRAIN: n1 and n2 have 192.168.6.240 .*; n2 gives it up/);
  });
});

describe('a cluster in which nobody has the virtual address, though heartbeat runs', () => {
  const nobody = { holds: [] };

  it('has one director take it: whoever heartbeat says has it, or the preferred one', () => {
    expect(ids(role, nobody, first)).toContain(TAKES);
    expect(ids(role, nobody, second)).not.toContain(TAKES);
    expect(takerOf(one({ ...nobody, n1: 'resources none', n2: 'resources all' }))).toBe('n2');
    expect(takerOf(one({ ...nobody, n1: '', n2: 'resources transition' }))).toBe('n2');
    expect(role.warn?.(one(nobody))[0]).toMatch(/^no director has 192.168.6.240, so nobody serves; .* n1 takes it$/);
  });

  it('is left to heartbeat where it does not run yet, or hands over just now', () => {
    expect(takerOf(one({ ...nobody, n1: '', n2: '' }))).toBeUndefined();
    expect(takerOf(one({ ...nobody, n1: 'resources local\nhands over' }))).toBeUndefined();
    expect(takerOf(one({ holds: ['n2'] }))).toBeUndefined();
  });

  it('is no such cluster as long as one director is not known', () => {
    const context = one(nobody);
    const known = new Map([...context.known].filter(([name]) => name === 'n1'));
    expect(takerOf({ ...context, known })).toBeUndefined();
  });
});

describe('duties that pass just now', () => {
  const said = (n1: string, n2: string) =>
    dutiesUnderWay(
      new Map([
        ['n1', n1],
        ['n2', n2],
      ]),
    );

  it('are waited for, a hand-over as well as a heartbeat that is busy with it', () => {
    expect(said('resources local\nhands over', 'resources local')).toBe('a hand-over is under way on n1');
    expect(said('resources local', 'resources transition')).toBe('heartbeat takes over or gives up resources on n2');
  });

  it('are not what a heartbeat says that is alone, nor where it does not run', () => {
    expect(said('resources transition', '')).toBeUndefined();
    expect(said('', '')).toBeUndefined();
    expect(said('signs 1\nresources all', 'signs 1\nresources none')).toBeUndefined();
  });
});
