import { describe, expect, it } from 'vitest';
import ftpsite from '../../../../roles/ftpsite/role.ts';
import webpage from '../../../../roles/webpage/role.ts';
import type { AnyRole } from '../../../../src/cluster/model/role.ts';
import { context, contexts } from '../cluster.ts';

/** Contents of the files that the role puts on the first host, by path. */
const files = (role: AnyRole) =>
  Object.fromEntries(
    role
      .resources(context(role))
      .flatMap(({ id, want }) => (id.startsWith('file ') ? [[id.slice(5), want['content']]] : [])),
  );

describe('the demo site', () => {
  it('is wanted only where the inventory asks for it', () => {
    for (const role of [webpage, ftpsite])
      expect(role.resources(context(role, { vars: { demo_site: false } }))).toEqual([]);
  });

  it('serves what the example’s checks ask for, and says which node did', () => {
    expect(files(webpage)['/srv/web/index.html']).toMatch(/Test Page[\s\S]*Served by n1/);
    expect(files(ftpsite)['/srv/ftp/welcome.msg']).toBe('Welcome to n1\n');
    const [, second] = contexts(ftpsite);
    expect(second && JSON.stringify(ftpsite.resources(second))).toContain('Welcome to n2');
  });

  it('serves http and https from one directory', () => {
    expect(files(webpage)['/etc/web/site.conf']).toBe(`# Written by umctl: the demo's web page, over http and https.
server {
	listen 80 default_server;
	listen 443 ssl default_server;
	server_name _;
	ssl_certificate /etc/umctl/tls/demo-site.crt;
	ssl_certificate_key /etc/umctl/tls/demo-site.key;
	root /srv/web;
	index index.html;
}
`);
  });

  it('lets ftp clients read, and nothing else', () => {
    const lines = String(files(ftpsite)['/etc/vsftpd.conf']).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['anonymous_enable=YES', 'local_enable=NO', 'write_enable=NO', 'anon_root=/srv/ftp']),
    );
  });

  it('loads its services with what they use', () => {
    const service = webpage.resources(context(webpage)).at(-1);
    expect(service?.uses?.map(({ id }) => id)).toEqual(['file /etc/web/site.conf']);
  });
});
