import { expect, test } from 'vitest';
import heartbeat from '../../../roles/heartbeat/role.ts';
import ldirectord from '../../../roles/ldirectord/role.ts';
import packages from '../../../roles/packages/role.ts';
import { EXAMPLE } from './cluster.ts';
import { issues } from './refusals.ts';

/** Every text of the inventory that reaches a file which is read line by line, with `given` in it. */
const PLACES: Readonly<Record<string, (given: string) => readonly string[]>> = {
  emailalert: (given) => issues(ldirectord, { ldirectord: { emailalert: [`o${given}ps@example.com`] } }),
  'the domain of emailalert': (given) =>
    issues(ldirectord, { ldirectord: { emailalert: [`ops@exa${given}mple.com`] } }),
  emailalertfrom: (given) => issues(ldirectord, { ldirectord: { emailalertfrom: `o${given}ps@example.com` } }),
  callback: (given) => issues(ldirectord, { ldirectord: { callback: `/bin/tr${given}ue` } }),
  maintenancedir: (given) => issues(ldirectord, { ldirectord: { maintenancedir: `/etc/h${given}a` } }),
  request: (given) => check({ request: `a${given}b` }),
  receive: (given) => check({ receive: `a${given}b` }),
  virtualhost: (given) => check({ virtualhost: `a${given}b` }),
  login: (given) => check({ login: `a${given}b` }),
  database: (given) => check({ database: `a${given}b` }),
  comment: (given) => service({ comment: `a${given}b` }),
  monitorfile: (given) => service({ monitorfile: `/var/a${given}b` }),
  uri: (given) => repository({ uri: `http://x/a${given}b`, suite: './' }),
  suite: (given) => repository({ uri: 'http://x/', suite: `a${given}b/` }),
  baseurl: (given) => repository({ baseurl: `http://x/a${given}b/` }),
  watchdog: (given) => issues(heartbeat, { heartbeat: { ...EXAMPLE.heartbeat, watchdog: `/dev/watch${given}dog` } }),
  serial: (given) =>
    issues(heartbeat, { heartbeat: { ...EXAMPLE.heartbeat, links: [{ serial: `/dev/tty${given}S0` }] } }),
  'the log': (given) => issues(ldirectord, { logging: { file: `/var/log/h${given}a.log` } }),
  interface: (given) => issues(ldirectord, { interface: `e${given}0` }),
};

const service = (more: object) =>
  issues(ldirectord, { virtual_services: [{ name: 'http', port: 80, check: { service: 'http' }, ...more }] });
const check = (settings: object) => service({ check: { service: 'http', ...settings } });
const repository = (one: object) => issues(packages, { package_repositories: [{ name: 'ha', trusted: true, ...one }] });

const UNFIT = ['\0', '\u0085', '\n', '\r', '\x1b', '\x7f', '\u009b', '\u2028', '\u2029', '\ud800', '#'];

test.each(Object.keys(PLACES))('%s takes nothing that ends a line, starts a comment or steers a terminal', (place) => {
  expect(PLACES[place]?.('')).toEqual([]);
  const taken = UNFIT.filter((text) => PLACES[place]?.(text).length === 0);
  expect(taken).toEqual([]);
});

test('a key is armour on lines of its own, and nothing else', () => {
  const key = (inside: string) =>
    issues(packages, {
      package_repositories: [
        {
          name: 'ha',
          baseurl: 'http://x/',
          key: `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ${inside}\n-----END PGP PUBLIC KEY BLOCK-----\n`,
        },
      ],
    });
  expect(key('')).toEqual([]);
  expect(UNFIT.filter((text) => !['\n', '#'].includes(text) && key(text).length === 0)).toEqual([]);
});

test.each(['my_site.example.com', 'www.example.com:8080', '192.0.2.1:81', '[2001:db8::1]:8080', 'www.example.com.'])(
  'a check may say that it asks %s',
  (virtualhost) => {
    expect(check({ virtualhost })).toEqual([]);
  },
);

test.each(['/dev/watchdog0', '/dev/watchdog'])('a director may have the watchdog %s', (watchdog) => {
  expect(issues(heartbeat, { heartbeat: { ...EXAMPLE.heartbeat, watchdog } })).toEqual([]);
});
