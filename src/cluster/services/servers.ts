/** Services that real servers serve with: a host that shuts down ends them when it is out of the tables. */
export const SERVERS: readonly string[] = [
  ...['nginx', 'apache2', 'httpd', 'lighttpd', 'caddy', 'haproxy', 'varnish', 'vsftpd', 'proftpd', 'tomcat'],
];
