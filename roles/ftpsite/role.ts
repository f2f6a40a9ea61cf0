import { defineRole } from '../../src/cluster/model/role.ts';
import { segmentOf } from '../../src/cluster/model/segment-vars.ts';
import { virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { template } from '../../src/core/template.ts';
import { ftpServer } from '../../src/platform/capabilities/ftp-server.ts';
import { resetByInstalling } from '../../src/platform/capabilities/reset-by-installing.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { directory } from '../../src/resources/directory.ts';
import { file } from '../../src/resources/file.ts';
import { software } from './software.ts';
import { vars } from './vars.ts';

const vsftpd = template<{ root: string; ipv6: boolean }>(new URL('./templates/vsftpd.conf.ejs', import.meta.url));
const welcome = template<{ node: string }>(new URL('./templates/welcome.msg.ejs', import.meta.url));

/** The file that the demo's ftp check asks for. It names the node, so that balancing can be seen. */
export default defineRole({
  name: 'ftpsite',
  vars,
  resources(context) {
    const { name, vars, platform, host } = context;
    if (!vars.demo_site) return [];
    const ipv6 = virtualAddresses(segmentOf(host.vars)).some(({ ip }) => ip.family === 6);
    const reset = resetByInstalling(context, software);
    const { root, service: daemon } = platform.ask(ftpServer);
    const config = platform.want(ftpServer, vsftpd({ root, ipv6 }), reset);
    return [
      // vsftpd lets nobody into a root that its anonymous user could write to.
      directory({ path: root, mode: '0755', owner: 'root', group: 'root' }, reset),
      file({ path: `${root}/welcome.msg`, content: welcome({ node: name }) }),
      ...config,
      ...platform.want(
        service,
        { name: daemon, enabled: true, running: true, onChange: 'restart' },
        { uses: config, ...reset },
      ),
    ];
  },
});
