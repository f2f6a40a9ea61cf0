import { describe, expect, it } from 'vitest';
import { SECTION_WORDS, SERVICE_WORDS } from '../../../../roles/keepalived/vars/words.ts';
import { issues } from '../refusals.ts';
import { role } from './cluster.ts';

const service = (given: object) => ({
  virtual_services: [{ name: 'one', port: 80, check: { type: 'connect' }, ...given }],
});

describe('who writes in the words of keepalived.conf', () => {
  it.each<[object, string]>([
    [service({ lb_algo: 'wrr' }), 'virtual_services[0].lb_algo: write `scheduler`'],
    [service({ persistence_timeout: 50 }), 'virtual_services[0].persistence_timeout: write `persistent`'],
    [service({ sorry_server: '127.0.0.1 80' }), 'virtual_services[0].sorry_server: write `fallback: { address: … }`'],
    [service({ quorum: 2 }), 'virtual_services[0].quorum: write `quorum` under `keepalived:` of the service'],
    [{ keepalived: { nopreempt: true } }, 'keepalived.nopreempt: write `preempt: false`'],
    [{ keepalived: { virtual_ipaddress: ['10.0.0.1'] } }, 'keepalived.virtual_ipaddress: write `virtual_address`'],
    [{ keepalived: { virtual_ipaddress_excluded: ['10.0.0.1'] } }, 'umctl has nothing for it: let the commands of'],
    [
      { keepalived: { virtual_server_group: {} } },
      'keepalived.virtual_server_group: write a service with `fwmark`, or',
    ],
    [{ keepalived: { vrrp_sync_group: {} } }, 'keepalived.vrrp_sync_group: leave it out: all virtual addresses'],
    [{ keepalived: { vrrp_garp_master_delay: 1 } }, 'write `garp: { master_delay: … }`'],
    [{ keepalived: { static_routes: [] } }, "umctl has nothing for it: the host's network configuration has routes"],
    [
      service({ keepalived: { checks: [{ HTTP_GET: { url: { path: '/' }, nb_get_retry: 3 } }] } }),
      'virtual_services[0].keepalived.checks[0].HTTP_GET.nb_get_retry: write `retry`',
    ],
    [
      service({ keepalived: { checks: [{ SMTP_CHECK: { host: { connect_ip: '10.0.0.1' } } }] } }),
      'keepalived.checks[0].SMTP_CHECK.host: write one SMTP_CHECK with `connect_ip` for each host',
    ],
    [{ keepalived: { auth_pass: '1111' } }, 'keepalived.auth_pass: write `authentication'],
    [{ keepalived: { notify_master: '/bin/x' } }, 'keepalived.notify_master: write `notify: { master: … }`'],
    [{ keepalived: { track_process: 'nginx' } }, 'keepalived.track_process: write `track_script` with a command'],
  ])('is told what to write in their place: %j', (vars, message) => {
    expect(issues(role, vars)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['a service', service({ prot: 1 }), Object.keys(SERVICE_WORDS)],
    ['the section', { keepalived: { instanze: 1 } }, Object.keys(SECTION_WORDS)],
  ])('is not led to them by a slip in %s', (_, vars, words) => {
    const [told = ''] = issues(role, vars);
    for (const word of words) expect(told).not.toMatch(new RegExp(`"${word}"|[:,] ${word}(,|$)`));
  });
});
