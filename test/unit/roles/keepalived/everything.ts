import { EVERYTHING } from '../ldirectord/everything.ts';

/** What ldirectord has and keepalived refuses, by name. */
const REFUSED = ['callback', 'maintenancedir', 'cleanstop', 'emailalertfreq', 'emailalertstatus', 'monitorfile'];

const without = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !REFUSED.includes(name)));

const common = { connect_timeout: 3, retry: 2, delay_before_retry: 1, delay_loop: 5, warmup: 1, alpha: false };

/** A service with each check of keepalived's own. */
const OWN = [
  {
    name: 'own',
    port: 8080,
    check: { type: 'connect' },
    keepalived: {
      checks: [
        {
          HTTP_GET: {
            url: [
              { path: '/a?b=1&c=%20', status_code: [200, '300-399'], virtualhost: 'www.example.com:81' },
              { path: '/b', digest: 'ff20ad2481f97b1754ef3e12ecd3a9cc' },
              { path: '/c', regex: '^Test (Page|page)\\.[0-9]+ #1!', regex_no_match: true },
            ],
            http_protocol: '1.1',
            fast_recovery: true,
            virtualhost: 'x.example.com',
            ...common,
          },
        },
        { SSL_GET: { url: { path: '/' }, enable_sni: true, connect_port: 8443 } },
        { TCP_CHECK: { connect_ip: '192.168.6.9', bindto: '192.168.6.2', ...common } },
        { SMTP_CHECK: { helo_name: 'lb.example.com' } },
        { DNS_CHECK: { type: 'A', name: 'www.example.com', retry: 3 } },
        { UDP_CHECK: { payload: '0a 0B ff 1', require_reply: 'XX 01', min_reply_length: 2, max_reply_length: 40 } },
        { PING_CHECK: { connect_timeout: 1 } },
        { MISC_CHECK: { misc_path: '/usr/local/bin/check -a 1', misc_timeout: 3, misc_dynamic: true, user: 'root' } },
      ],
      ...{ delay_before_retry: 2, quorum: 2, hysteresis: 1, omega: true, virtualhost: 'y.example.com' },
      ...{ quorum_up: '/usr/local/bin/changed up', quorum_down: '/usr/local/bin/changed down' },
      ...{ notify_up: '/usr/local/bin/changed', notify_down: '/usr/local/bin/changed', alpha: true, warmup: 1 },
    },
  },
];

/** The same services and settings as ldirectord's, but for what keepalived refuses; and all that is its own. */
export const EVERYTHING_OF_KEEPALIVED = {
  // A host's name would have to be resolved here.
  ldirectord: { ...without(EVERYTHING.ldirectord), smtp: '127.0.0.1' },
  virtual_services: EVERYTHING.virtual_services
    .map((service) => {
      const { emailalert: _, smtp: __, ...given } = without(service) as Record<string, unknown>;
      return given;
    })
    .concat(OWN),
  keepalived: {
    advert_int: 1,
    virtual_router_id: 51,
    interface: 'eth1',
    adverts: 'multicast',
    ...{ preempt: true, preempt_delay: 5, dont_track_primary: true, skip_check_adv_addr: true },
    authentication: { type: 'PASS', password: { from_env: 'VRRP' } },
    track_interface: ['eth1', { interface: 'eth0', weight: -20 }],
    track_script: [
      {
        name: 'alive',
        command: '/usr/local/bin/check --quick',
        interval: 2,
        timeout: 1,
        weight: -30,
        rise: 2,
        fall: 3,
      },
      { name: 'web', command: '/usr/local/bin/check' },
    ],
    notify: { master: '/usr/local/bin/changed up', fault: '/usr/local/bin/changed', stop: '/usr/local/bin/changed' },
    garp: {
      master_delay: 1,
      master_repeat: 2,
      master_refresh: 60,
      master_refresh_repeat: 1,
      lower_prio_delay: 3,
      interval: 0.1,
    },
    instance: 'shop',
    smtp_alert: true,
    alpha: false,
    warmup: 3,
  },
  priority: 200,
};
