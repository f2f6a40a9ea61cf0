import { defineRole } from '../../src/cluster/model/role.ts';
import { addressTexts, virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { sh } from '../../src/core/sh.ts';
import { template } from '../../src/core/template.ts';
import { resetByInstalling } from '../../src/platform/capabilities/reset-by-installing.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { webServer } from '../../src/platform/capabilities/web-server.ts';
import { command } from '../../src/resources/command.ts';
import { directory } from '../../src/resources/directory.ts';
import { file } from '../../src/resources/file.ts';
import { software } from './software.ts';
import { vars } from './vars.ts';

const TLS = '/etc/umctl/tls';
const KEY = `${TLS}/demo-site.key`;
const CERTIFICATE = `${TLS}/demo-site.crt`;

const site = template<{ certificate: string; key: string; root: string; ipv6: boolean }>(
  new URL('./templates/site.conf.ejs', import.meta.url),
);
const index = template<{ node: string }>(new URL('./templates/index.html.ejs', import.meta.url));

/** The page that the demo's http and https checks ask for. It names the node, so that balancing can be seen. */
export default defineRole({
  name: 'webpage',
  vars,
  resources(context) {
    const { name, vars, platform } = context;
    if (!vars.demo_site) return [];
    const reset = resetByInstalling(context, software);
    const ipv6 = virtualAddresses(vars).some(({ ip }) => ip.family === 6);
    const { root, service: daemon } = platform.ask(webServer);
    const config = platform.want(webServer, site({ certificate: CERTIFICATE, key: KEY, root, ipv6 }), reset);
    return [
      directory({ path: '/etc/umctl' }),
      directory({ path: TLS, mode: '0700' }),
      command({
        name: 'make a certificate for the demo site',
        unless: sh`[ -s ${KEY} ] && openssl x509 -noout -checkend 0 -in ${CERTIFICATE}`,
        ...selfSigned(addressTexts(vars)),
      }),
      file({ path: `${root}/index.html`, content: index({ node: name }) }, reset),
      ...config,
      ...platform.want(
        service,
        { name: daemon, enabled: true, running: true, onChange: 'reload' },
        { uses: config, ...reset },
      ),
    ];
  },
});

/**
 * A key that never leaves the node, and a certificate of ten years for the virtual addresses. What it is for comes as a
 * configuration file on stdin: openssl before 1.1.1 has no option for it; see openssl-req(1).
 */
const selfSigned = (addresses: readonly string[]) => ({
  run: sh`umask 077
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj ${`/CN=${addresses[0]}`} -config /dev/stdin -keyout ${KEY} -out ${CERTIFICATE}`,
  stdin: `[req]
distinguished_name = name
x509_extensions = extensions
[name]
[extensions]
basicConstraints = critical,CA:TRUE
subjectAltName = ${addresses.map((address) => `IP:${address}`).join(',')}
`,
});
