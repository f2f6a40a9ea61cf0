import { expect, it } from 'vitest';
import { warnOfNoneLeft } from '../../../../roles/keepalived/none-left.ts';
import { renderRegister } from '../../../../src/cluster/drain/register.ts';
import { confOf, director } from './cluster.ts';

const register = (state: 'drained' | 'returning') =>
  renderRegister({
    version: 3,
    drained: [{ address: '192.168.6.3', state, since: '2026-11-23T08:00:00Z', by: 'op@here', why: '' }],
  });
const [web] = [{ name: 'web', port: 80, check: { type: 'connect' } }];
const conf = (recalled: Readonly<Record<string, string>>, more: object = {}) =>
  confOf({ vars: { virtual_services: [{ ...web, ...more }] }, recalled });
const real = (text: string, address: string) =>
  text.split(`  real_server ${address} 80 {\n`)[1]?.split('\n  }\n')[0]?.split('\n') ?? [];

// Measured with 2.0.19, 2.1.5, 2.2.8 and 2.3.3: the kernel's entry is edited and never taken away, there and back again.
it('a drained real server stays in the table with the weight 0, whatever its service says', () => {
  const text = conf({ n1: '', n2: register('drained') }, { quiescent: false });
  expect(text).toContain('  warmup 0\n  inhibit_on_failure\n');
  expect(real(text, '192.168.6.3').map((line) => line.trim())).toEqual([
    'weight 1',
    'alpha true',
    'inhibit_on_failure true',
    'MISC_CHECK {',
    'misc_path "/usr/bin/false"',
    'misc_timeout 5',
    'retry 0',
    'warmup 0',
    '}',
  ]);
  expect(real(text, '192.168.6.2').join()).toContain('TCP_CHECK');
});

it('on its way back it is checked before it is sent clients, and after that all is as before', () => {
  const text = conf({ n1: register('returning') });
  expect(text).not.toContain('/usr/bin/false');
  expect(text).toContain('  inhibit_on_failure\n');
  expect(conf({ n1: renderRegister({ version: 4, drained: [] }) })).toBe(conf({}));
});

it('a service that nobody is let in to has no fallback either, and one without checks never needs it', () => {
  const fallback = { address: '127.0.0.1' };
  const off = conf({}, { fallback, check: { type: 'off' } });
  expect(off).not.toContain('sorry_server');
  expect(off.match(/\/usr\/bin\/false/g)).toHaveLength(2);
  expect(conf({}, { fallback, check: { type: 'on' } })).not.toContain('sorry_server');
  expect(conf({}, { fallback })).toContain('sorry_server 127.0.0.1 80\n  sorry_server_lvs_method DR');
});

it('a plan says where new clients go when no real server gets any', () => {
  const warned = (service: object, drained = false) =>
    warnOfNoneLeft(
      director({
        vars: { weight: drained ? 1 : 0, virtual_services: [{ ...web, ...service }] },
        recalled: drained ? { n1: register('drained') } : {},
      }),
    );
  expect(warned({ fallback: { address: '127.0.0.1' } })).toEqual([
    'no real server of web gets clients: new ones go to the fallback 127.0.0.1 (with ldirectord they would be refused)',
  ]);
  expect(warned({})).toEqual([]);
  expect(warned({ fallback: { address: '127.0.0.1' } }, true)).toEqual([]);
});
