import { expect, test } from 'vitest';
import { sayCause } from '../../../src/core/cause.ts';
import { planSteps } from '../../../src/core/plan.ts';
import { defineResource, type Resource, type State } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';

const thing = defineResource<{ readonly name: string; readonly want: State }, State>({
  type: 'thing',
  key: ({ name }) => name,
  want: ({ want }) => want,
  probe: ({ name }) => sh`look at ${name}`,
  parse: () => ({}),
  apply: ({ name }, changed) => ({ run: sh`make ${name} ${['a', 'b'].filter(changed)}` }),
});
const ids = (resources: readonly Resource[], observed: readonly State[]) =>
  planSteps(resources, observed).map(({ id }) => id);

test('what is as wanted gives no step', () => {
  expect(planSteps([thing({ name: 'x', want: { a: 1, b: true } })], [{ a: 1, b: true, c: 'more' }])).toEqual([]);
});

test('a step names each field that differs and knows which they are', () => {
  const [step] = planSteps([thing({ name: 'x', want: { a: 1, b: 2 } })], [{ a: 1 }]);
  expect(step).toEqual({
    ...{ id: 'thing x', type: 'thing', key: 'x', title: 'thing x', restorable: 'no' },
    changes: [{ field: 'b', from: undefined, to: 2 }],
    command: { run: sh`make x b` },
  });
});

test('a field wanted undefined is left as it is', () => {
  expect(planSteps([thing({ name: 'x', want: { a: undefined } })], [{ a: 7 }])).toEqual([]);
});

test('1 is not "1": types are compared too', () => {
  expect(ids([thing({ name: 'x', want: { a: 1 } })], [{ a: '1' }])).toEqual(['thing x']);
});

test('a change applies what it may reset in full, and says why', () => {
  const pack = thing({ name: 'pack', want: { nginx: 'installed', vim: 'installed' } });
  const service = thing({ name: 'service', want: { a: 'off' } }, { resetBy: [{ resource: pack, field: 'nginx' }] });
  const off = { a: 'off' };
  expect(ids([pack, service], [{ nginx: 'installed', vim: 'installed' }, off])).toEqual([]);
  expect(ids([pack, service], [{ nginx: 'installed' }, off])).toEqual(['thing pack']);
  expect(planSteps([pack, service], [{ vim: 'installed' }, off])[1]).toMatchObject({
    because: { type: 'reset', ids: ['thing pack'], field: 'nginx' },
    changes: [{ field: 'a', from: undefined, to: 'off' }],
  });
  const reason = (how: object) => {
    const resetBy = [{ resource: pack, field: 'nginx', ...how }];
    const again = thing({ name: 'service', want: { a: 'off' } }, { resetBy });
    const because = planSteps([pack, again], [{ vim: 'installed' }, off])[1]?.because;
    return because && sayCause(because);
  };
  expect(reason({ how: 'installing nginx' })).toBe('installing nginx may overwrite it');
  expect(reason({})).toBe('changing nginx of thing pack may overwrite it');
});

test('a service loads again because of what changes now, or owes it from a run that was cut off', () => {
  const file = thing({ name: 'ha.cf', want: { content: 'new' } });
  const service = thing({ name: 'heartbeat', want: { config: 'digest 2' } }, { uses: [file] });
  const why = (observed: State, index: number) => {
    const cause = planSteps([file, service], [{ content: 'new', ...observed }, observed])[index]?.because;
    return cause && sayCause(cause);
  };
  expect(why({ content: 'old', config: 'digest 1' }, 1)).toBe('thing ha.cf changes');
  expect(why({ config: 'digest 1' }, 0)).toBe('thing ha.cf changed since it was last loaded');
  expect(why({}, 0)).toBe('umctl has no record of what it has loaded');
  expect(planSteps([file, service], [{ content: 'new' }, { config: 'digest 2' }])).toEqual([]);
  const drifted = planSteps([file, service], [{ content: 'an admin’s' }, { config: 'digest 2' }]);
  expect(drifted[1]?.changes).toEqual([{ field: 'config', from: undefined, to: 'digest 2' }]);
});
