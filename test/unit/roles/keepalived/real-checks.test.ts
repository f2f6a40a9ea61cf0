import { describe, expect, it } from 'vitest';
import { refuseHost } from '../../../../roles/keepalived/refuse-host.ts';
import { issues } from '../refusals.ts';
import { confOf, director, role, told } from './cluster.ts';
import { tryOut } from './real.ts';

const checks = [{ TCP_CHECK: { connect_timeout: 3 } }];
const vars = (real: object, own: object = { checks }) => ({
  virtual_services: [
    {
      name: 'dns',
      port: 53,
      nodes: false,
      check: { type: 'connect' },
      keepalived: own,
      real_servers: [{ address: '192.168.6.20' }, { address: '192.168.6.21', ...real }],
    },
  ],
});

describe('a real server that differs from the others', () => {
  it('has checks of its own in place of those of its service, as keepalived understands them', () => {
    const conf = confOf({ vars: vars({ keepalived: { checks: [{ TCP_CHECK: { connect_port: 5353 } }] } }) });
    const [, first = '', second = ''] = conf.split(/^ *real_server /m);
    expect(first).toContain('connect_timeout 3');
    expect(second).toContain('connect_port 5353');
    expect(second).not.toContain('connect_timeout 3');
    expect(tryOut(conf)).toEqual({ code: 0, said: '' });
  });

  it('has what the host lacks refused at its line', () => {
    const context = director({ vars: vars({ keepalived: { checks: [{ PING_CHECK: {} }] } }), version: '2.0.10' });
    expect(told(refuseHost(context))).toEqual([
      expect.stringMatching(/^virtual_services\.0\.real_servers\.1\.keepalived\.checks\.0\.PING_CHECK: .*2\.1\.0/),
    ]);
  });

  it.each(['2.0.10', '2.2.7'])('has commands and a way to go of its own (keepalived %s)', (version) => {
    const own = { notify_down: '/usr/local/bin/changed second', inhibit_on_failure: true };
    const service = { checks, notify_up: '/usr/local/bin/changed up', notify_down: '/usr/local/bin/changed down' };
    const conf = confOf({ vars: vars({ keepalived: own }, service), version });
    const [, first = '', second = ''] = conf.split(/^ *real_server /m);
    expect(first).toContain('notify_down "/usr/local/bin/changed down"\n');
    expect(first).not.toContain('inhibit_on_failure');
    expect(second).toContain('notify_up "/usr/local/bin/changed up"\n');
    expect(second).toContain('notify_down "/usr/local/bin/changed second"\n');
    expect(second).toContain('inhibit_on_failure true\n');
    expect(tryOut(conf)).toEqual({ code: 0, said: '' });
    expect(issues(role, vars({ keepalived: own }, {}))).toEqual([]);
  });

  it('needs checks of its service beside it', () => {
    expect(issues(role, vars({ keepalived: { checks } }, {}))).toEqual([
      'virtual_services[0].real_servers[1].keepalived: found { checks: … }, expected `checks` under `keepalived:` of the service, too: those of all other real servers',
    ]);
  });
});
