import { expect, test } from 'vitest';
import { keepalivedConf } from '../../../../roles/keepalived/config.ts';
import { settingsFiles } from '../../../../roles/keepalived/director/groups.ts';
import { refuse } from '../../../../roles/keepalived/refuse.ts';
import { confOf, director, directors, told } from './cluster.ts';
import { tryOut } from './real.ts';

const check = { type: 'connect' };
const address = (name: string, end: number, prefer?: string) => ({
  name,
  address: `192.168.6.${end}/24`,
  ...(prefer === undefined ? {} : { prefer }),
  virtual_services: [{ name: 'web', port: 80, check }],
});
const given = (...all: readonly object[]) => ({
  virtual_address: undefined,
  virtual_services: undefined,
  virtual_addresses: all,
});
const SHARED = given(address('shop', 240, 'n1'), address('blog', 241, 'n2'), address('wiki', 242));

const blockOf = (conf: string, head: string): string =>
  new RegExp(`^${head} \\{\\n(?:.*\\n)*?\\}`, 'm').exec(conf)?.[0] ?? '';

test('addresses that prefer different directors have virtual routers of their own, and keepalived accepts them', () => {
  for (const version of ['2.0.10', '2.2.7']) {
    const [n1, n2] = directors({ vars: SHARED, version }).map(keepalivedConf);
    const conf = n1 ?? '';
    expect(conf.match(/^vrrp_instance \S+/gm)).toEqual(
      ['VI_1', 'VI_1_next', 'VI_1_2', 'VI_1_2_next'].map((one) => `vrrp_instance ${one}`),
    );
    expect(blockOf(conf, 'vrrp_instance VI_1')).toMatch(
      /virtual_router_id 240\n {2}priority 150(?:.|\n)*192\.168\.6\.240(?:.|\n)*192\.168\.6\.242/,
    );
    expect(blockOf(conf, 'vrrp_instance VI_1_2')).toMatch(
      /virtual_router_id 241\n {2}priority 140(?:.|\n)*192\.168\.6\.241/,
    );
    expect(blockOf(n2 ?? '', 'vrrp_instance VI_1')).toContain('priority 140');
    expect(blockOf(n2 ?? '', 'vrrp_instance VI_1_2')).toContain('priority 150');
    expect(conf).not.toMatch(/lvs_sync_daemon|lvs_flush/);
  }
  expect(tryOut(confOf({ vars: SHARED }))).toEqual({ code: 0, said: '' });
});

test('what umctl-notify has to know is in a file for each further group', () => {
  const files = settingsFiles(director({ vars: SHARED }));
  expect(files.map(({ path }) => path)).toEqual(['/etc/keepalived/umctl/director', '/etc/keepalived/umctl/director.2']);
  const [first, second] = files.map(({ content }) => content);
  expect(first).toMatch(/^services='\|-t 192\.168\.6\.240:80\|-t 192\.168\.6\.242:80\|'$/m);
  expect(first).toMatch(/^groups=2$/m);
  expect(first).toMatch(/^every='192\.168\.6\.240 192\.168\.6\.241 192\.168\.6\.242'$/m);
  expect(second).toMatch(/^services='\|-t 192\.168\.6\.241:80\|'$/m);
  expect(second).not.toMatch(/^groups=/m);
});

test('addresses that prefer the same director, or none, are in one virtual router as before', () => {
  const plain = given(address('shop', 240), address('blog', 241));
  const same = given(address('shop', 240, 'n1'), address('blog', 241, 'n1'));
  expect(confOf({ vars: same })).toBe(confOf({ vars: plain }));
  expect(settingsFiles(director({ vars: plain }))).toHaveLength(1);
  expect(blockOf(confOf({ vars: given(address('shop', 240, 'n2')) }), 'vrrp_instance VI_1')).toContain('priority 140');
});

const refusals = (vars: object, hostVars: Record<string, object> = {}) => told(refuse(director({ vars, hostVars })));

test('what cannot be shared is refused', () => {
  expect(refusals(given(address('shop', 240, 'n1'), address('blog', 241, 'n9')))).toEqual([
    'virtual_addresses.1.prefer: n9 is not among the directors: n1, n2',
  ]);
  expect(refusals(SHARED, { n1: { priority: 200 } })).toEqual([
    expect.stringMatching(/^priority: a virtual address says by `prefer`/),
  ]);
  expect(refusals(given(address('shop', 240, 'n1'), address('blog', 112, 'n2')))).toEqual([
    expect.stringMatching(/^virtual_addresses: .*two of them would have the id 240/),
  ]);
  const web = { name: 'web', port: 80, check };
  const service = (more: object) => ({ ...SHARED, virtual_services: [{ ...web, ...more }] });
  expect(refusals(service({ port: undefined, fwmark: 5, check: { type: 'on' } }))).toEqual([
    expect.stringMatching(/^virtual_services\.0\.fwmark: .*has a firewall mark of umctl/),
  ]);
  expect(refusals(service({ port: 81, forwarding: 'masq' }))).toContainEqual(
    expect.stringMatching(/^virtual_services\.0\.forwarding: real servers that are masqueraded answer by one gateway/),
  );
  const tunnelled = [{ address: '192.168.6.77', forwarding: 'ipip' }];
  expect(refusals(service({ port: 81, real_servers: tunnelled }))).toEqual([
    expect.stringMatching(/^virtual_services\.0\.forwarding: a packet that came through a tunnel/),
  ]);
});
