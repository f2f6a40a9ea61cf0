import { describe, expect, it } from 'vitest';
import { keepalivedConf } from '../../../../roles/keepalived/config.ts';
import { EXAMPLE, HOSTS } from '../cluster.ts';
import { confOf, directors, questionsOf } from './cluster.ts';

const service = (given: object) => ({ virtual_services: [{ name: 'one', port: 80, scheduler: 'rr', ...given }] });

describe('keepalived.conf', () => {
  it('has the virtual router and a virtual server for each service', () => {
    const [http] = EXAMPLE.virtual_services;
    const check = { service: 'http', request: 'index.html' };
    expect(
      confOf({ vars: { virtual_services: [{ ...http, check }] } }),
    ).toBe(`# Written by umctl; changes made here are undone by its next run. See keepalived.conf(5).

global_defs {
  router_id n1
  enable_script_security
  script_user root
  lvs_sync_daemon eth0 VI_1 id 240
  lvs_flush
  max_auto_priority -1
}

track_file umctl {
  file "/var/run/umctl-keepalived/priority"
}

track_file umctl_next {
  file "/var/run/umctl-keepalived/next"
}

vrrp_instance VI_1 {
  state BACKUP
  interface eth0
  virtual_router_id 240
  priority 150
  advert_int 0.2
  version 3
  unicast_src_ip 192.168.6.2
  unicast_peer {
    192.168.6.3
  }
  higher_prio_send_advert true
  track_file {
    umctl weight 1
  }
  virtual_ipaddress {
    192.168.6.240/24 dev eth0
  }
  notify "/usr/libexec/keepalived/umctl-notify"
}

vrrp_instance VI_1_next {
  state BACKUP
  interface eth0
  virtual_router_id 113
  priority 150
  advert_int 0.2
  version 3
  unicast_src_ip 192.168.6.2
  unicast_peer {
    192.168.6.3
  }
  track_file {
    umctl_next weight 1
  }
  virtual_ipaddress {
    127.112.0.113/32 dev lo
  }
  notify "/usr/libexec/keepalived/umctl-notify"
}

# http
virtual_server 192.168.6.240 80 {
  delay_loop 5
  lvs_sched rr
  lvs_method DR
  protocol TCP
  alpha
  warmup 0
  real_server 192.168.6.2 80 {
    weight 1
    MISC_CHECK {
      misc_path "/usr/libexec/keepalived/umctl-check /etc/keepalived/umctl/http.check 192.168.6.2 80"
      misc_timeout 5
      retry 0
      delay_before_retry 5
    }
  }
  real_server 192.168.6.3 80 {
    weight 1
    MISC_CHECK {
      misc_path "/usr/libexec/keepalived/umctl-check /etc/keepalived/umctl/http.check 192.168.6.3 80"
      misc_timeout 5
      retry 0
      delay_before_retry 5
    }
  }
}
`);
  });

  it('gives each director an address, peers and a priority of its own, by the order of the inventory', () => {
    const [, second] = directors();
    const conf = second === undefined ? '' : keepalivedConf(second);
    expect(conf).toContain('priority 140\n');
    expect(conf).toContain('unicast_src_ip 192.168.6.3\n  unicast_peer {\n    192.168.6.2\n  }');
  });

  it('of one director alone has a peer, too: without one, keepalived would begin anew when another joins', () => {
    const alone = { hosts: HOSTS.slice(0, 1) };
    expect(confOf(alone)).toContain('unicast_src_ip 192.168.6.2\n  unicast_peer {\n    224.0.0.18\n  }');
    expect(confOf({ ...alone, vars: { keepalived: { adverts: 'multicast' } } })).not.toContain('unicast');
  });

  it('asks by umctl-check what has to match a regular expression', () => {
    const vars = service({ check: { service: 'http', request: 'a page', receive: 'x="[1-9]#"' } });
    expect(confOf({ vars })).toContain(
      'misc_path "/usr/libexec/keepalived/umctl-check /etc/keepalived/umctl/one.check 192.168.6.2 80"',
    );
    expect(questionsOf({ vars })).toEqual([
      {
        path: '/etc/keepalived/umctl/one.check',
        content: `# Written by umctl; changes made here are undone by its next run.
service http
protocol tcp
timeout 5
request a page
receive x="[1-9]#"
`,
      },
    ]);
  });
});
