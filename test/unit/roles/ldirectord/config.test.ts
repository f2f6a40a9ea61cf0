import { describe, expect, it } from 'vitest';
import { ldirectordCf } from '../../../../roles/ldirectord/config.ts';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { containsSecret } from '../../../../src/core/secrets.ts';
import { context, EXAMPLE } from '../cluster.ts';
import { EVERY_SECRET, EVERYTHING } from './everything.ts';

const render = (vars: object, options: object = {}) =>
  ldirectordCf(context<LdirectordVars>(role, { vars, ...options }));
const everything = render(EVERYTHING, { secrets: EVERY_SECRET });
const section = (name: string) => everything.split(`\n# ${name}\n`)[1]?.split('\n\n')[0] ?? '';

describe('ldirectord.cf', () => {
  it('has a section for each service of the example', () => {
    expect(render({})).toBe(`# Written by umctl; changes made here are undone by its next run. See ldirectord(8).
logfile="local0"
checktimeout=5
negotiatetimeout=5
checkinterval=5
autoreload=yes
quiescent=no
readdquiescent=yes
cleanstop=no

# http
virtual=192.168.6.240:80
	real=192.168.6.2:80 gate 1
	real=192.168.6.3:80 gate 1
	checktype=negotiate
	service=http
	request="index.html"
	receive="Test Page"
	scheduler=rr
	protocol=tcp

# ftp
virtual=192.168.6.240:21
	real=192.168.6.2:21 gate 1
	real=192.168.6.3:21 gate 1
	checktype=negotiate
	login="anonymous"
	service=ftp
	request="welcome.msg"
	receive="Welcome"
	scheduler=rr
	persistent=600
	protocol=tcp
`);
  });

  it('says of what an old ldirectord does not know only what is other than its default', () => {
    const young = /^\t?(servicename|cleanstop|fork|readdquiescent)=.*$/gm;
    expect(render({ handover: 'classic' }).match(young)).toBeNull();
    const alerted = { emailalert: ['ops@example.com'] };
    expect(
      render({ ldirectord: { cleanstop: false, fork: true, ...alerted }, handover: 'classic' }).match(young),
    ).toEqual(['cleanstop=no', 'fork=yes', '\tservicename=http', '\tservicename=ftp']);
    const [one, other] = EXAMPLE.virtual_services;
    const vars = { virtual_services: [one, { ...other, ...alerted }], handover: 'classic' };
    expect(render(vars).match(young)).toEqual(['\tservicename=ftp']);
  });

  it('lists nodes and other real servers, with what is different about each', () => {
    expect(section('http').split('\n\t').slice(1, 5)).toEqual([
      'real=192.168.6.2:80 ipip 1',
      'real=192.168.6.3:80 ipip 5',
      'real=192.168.6.9:8080 masq 0 "GET 5", "ok, [0-9]"',
      'real=192.168.6.10:80 ipip 1 l:10 u:20',
    ]);
  });

  it('takes a node’s weight for all its services', () => {
    expect(render({}, { hostVars: { n2: { weight: 3 } } }).match(/real=.*/g)).toEqual([
      'real=192.168.6.2:80 gate 1',
      'real=192.168.6.3:80 gate 3',
      'real=192.168.6.2:21 gate 1',
      'real=192.168.6.3:21 gate 3',
    ]);
  });

  it('has firewall marks without ports', () => {
    expect(section('marked')).toContain('virtual=7\n\treal=192.168.6.2 gate 1\n');
    expect(section('marked')).toContain('\tprotocol=fwm\n');
  });

  it('takes port 53 for udp unless told otherwise, and knows services by their port', () => {
    expect(section('dns-tcp')).toContain('protocol=tcp');
    expect(render({ virtual_services: [{ name: 'dns', port: 53, check: { type: 'connect' } }] })).toContain(
      'protocol=udp',
    );
    for (const service of ['smtp', 'pops', 'imaps', 'ldap', 'nntp', 'pgsql', 'submission'])
      expect(section(service)).toContain(`\n\tservice=${service}\n`);
  });

  it('holds passwords as tokens only', () => {
    expect(section('pop')).toMatch(/\tpasswd="[^"]*passwd of pop[^"]*"\n/);
    expect(section('radius')).toMatch(/\tsecret="[^"]*secret of radius[^"]*"\n/);
    expect(containsSecret(section('pop'))).toBe(true);
    expect(everything).not.toContain('s3cret');
  });

  it('writes what is global before the first service', () => {
    const [globals = ''] = everything.split('\n\n');
    expect(globals.split('\n')).toEqual(
      expect.arrayContaining([
        'callback="/usr/local/bin/changed"',
        'fallback=127.0.0.1 gate',
        'emailalert=ops@example.com, root@example.com',
        'emailalertstatus=starting, running',
        'quiescent=yes',
        'fork=yes',
      ]),
    );
  });
});
