import { describe, expect, test } from 'vitest';
import { changed, type DrainChange } from '../../../../src/cluster/drain/change.ts';
import {
  NOTHING,
  newest,
  parseRegister,
  type Register,
  renderRegister,
} from '../../../../src/cluster/drain/register.ts';

const change = (to: DrainChange['to'], ...addresses: readonly string[]): DrainChange => ({
  ...{ to, addresses, since: '2026-11-23T08:00:00Z', by: 'op@here', why: 'disk swap' },
});
const drained = changed(NOTHING, change('drained', '192.168.6.3'));

describe('the register of drained real servers', () => {
  test('is read as it was written, whatever a reason holds', () => {
    const hostile: Register = {
      version: 12,
      drained: [
        { address: '192.168.6.3', state: 'drained', since: 's', by: 'b\t\nx', why: "a\tb\n192.168.6.2\tdrained '$(x)" },
      ],
    };
    expect(parseRegister(renderRegister(hostile))).toEqual({
      version: 12,
      drained: [
        { address: '192.168.6.3', state: 'drained', since: 's', by: 'b x', why: "a b 192.168.6.2 drained '$(x)" },
      ],
    });
  });

  test('that cannot be read says nothing', () => {
    for (const text of ['', 'nonsense', renderRegister(drained).replace('Version 1', 'Version x')])
      expect(parseRegister(text)).toEqual(NOTHING);
  });

  test('the newest of what directors remember counts, in whatever order they answer', () => {
    const [older, newer] = [drained, changed(drained, change('in service', '192.168.6.3'))].map(renderRegister);
    for (const order of [
      ['n1', 'n2'],
      ['n2', 'n1'],
    ]) {
      const recalled = new Map(order.map((host) => [host, (host === 'n1' ? older : newer) ?? '']));
      expect(newest(recalled)).toEqual({ version: 2, drained: [] });
    }
  });

  test('a change that changes nothing is no new version', () => {
    expect(changed(drained, change('drained', '192.168.6.3'))).toBe(drained);
    expect(changed(NOTHING, change('returning', '192.168.6.3'))).toBe(NOTHING);
    expect(changed(NOTHING, change('in service', '192.168.6.3'))).toBe(NOTHING);
  });

  test('a real server goes out, comes back and is forgotten; others stay as they are', () => {
    const both = changed(drained, change('drained', '192.168.6.2', '192.168.6.3'));
    expect(both.drained.map(({ address }) => address)).toEqual(['192.168.6.3', '192.168.6.2']);
    const returning = changed(both, change('returning', '192.168.6.3'));
    expect(returning.drained.map(({ address, state }) => [address, state])).toEqual([
      ['192.168.6.2', 'drained'],
      ['192.168.6.3', 'returning'],
    ]);
    const back = changed(returning, change('in service', '192.168.6.3'));
    expect(back).toMatchObject({ version: 4, drained: [{ address: '192.168.6.2' }] });
    expect(changed(returning, change('drained', '192.168.6.3')).drained[1]?.state).toBe('drained');
  });
});
