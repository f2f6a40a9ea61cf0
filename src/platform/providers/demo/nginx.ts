import { file } from '../../../resources/file.ts';
import { webServer } from '../../capabilities/web-server.ts';
import { provider } from '../../provider.ts';

/** nginx of Debian's kin: in place of the distribution's own site, which is the default server too. */
export const nginxSite = provider({
  provides: webServer,
  want: (servers, _, relations) => [file({ path: '/etc/nginx/sites-enabled/default', content: servers }, relations)],
  answer: () => ({ service: 'nginx', root: '/var/www/html' }),
});

/**
 * nginx.conf as a whole: those of Red Hat's kin have a server of their own on port 80 in it, some as the default server.
 * User and pid file are left as nginx was built with, which is what its package and its unit go by.
 */
export const nginxConf = provider({
  provides: webServer,
  want: (servers, _, relations) => [file({ path: '/etc/nginx/nginx.conf', content: whole(servers) }, relations)],
  answer: () => ({ service: 'nginx', root: '/usr/share/nginx/html' }),
});

const whole = (servers: string): string => `# Written by umctl.
worker_processes auto;
events {
}
http {
	include mime.types;
	default_type application/octet-stream;
${servers.replace(/^(?=.)/gm, '\t')}}
`;
