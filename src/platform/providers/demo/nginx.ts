import type { Platform } from '../../../core/platform.ts';

/**
 * nginx.conf as a whole: those of Red Hat's kin have a server of their own on port 80 in it, some as the default server.
 * User and pid file are left as nginx was built with, which is what its package and its unit go by.
 */
export const nginxConf: Platform['webSite'] = (servers) => ({
  path: '/etc/nginx/nginx.conf',
  content: `# Written by umctl.
worker_processes auto;
events {
}
http {
	include mime.types;
	default_type application/octet-stream;
${servers.replace(/^(?=.)/gm, '\t')}}
`,
});
