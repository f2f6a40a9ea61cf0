import { EVERYTHING } from '../ldirectord/everything.ts';

/** What ldirectord has and keepalived refuses, by name. */
const REFUSED = ['callback', 'maintenancedir', 'cleanstop', 'emailalertfreq', 'emailalertstatus', 'monitorfile'];

const without = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !REFUSED.includes(name)));

/** The same services and settings as ldirectord's, but for what keepalived refuses; and all that is its own. */
export const EVERYTHING_OF_KEEPALIVED = {
  // A host's name would have to be resolved here.
  ldirectord: { ...without(EVERYTHING.ldirectord), smtp: '127.0.0.1' },
  virtual_services: EVERYTHING.virtual_services.map((service) => {
    const { emailalert: _, smtp: __, ...given } = without(service) as Record<string, unknown>;
    return given;
  }),
  keepalived: {
    advert_int: 1,
    virtual_router_id: 51,
    interface: 'eth1',
    adverts: 'multicast',
    preempt: true,
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
    garp: { master_delay: 1, master_repeat: 2, master_refresh: 60, master_refresh_repeat: 1, lower_prio_delay: 3 },
    instance: 'shop',
    smtp_alert: true,
    alpha: false,
    warmup: 3,
  },
  priority: 200,
};
