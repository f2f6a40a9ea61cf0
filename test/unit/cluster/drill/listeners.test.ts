import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listeners } from '../../../../src/cluster/drill/faults/kill-real-service.ts';

const processIds = (input: string): string => execFileSync('sh', ['-c', listeners.text], { input, encoding: 'utf8' });

/** What `ss -ltnp` of iproute2 6.1 printed on a real server, blanks at the ends of lines included. */
const SS = [
  'State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess                                                   ',
  'LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=2739,fd=5),("nginx",pid=2162,fd=5))  ',
  '',
].join('\n');

test.each([
  ['iproute2 since 4', SS],
  ['iproute of EL 5 and 6, which prints process ids otherwise', SS.replaceAll(/pid=(\d+),fd=(\d+)/g, '$1,$2')],
])('the processes that listen are found in what ss of %s prints', (_, printed) => {
  expect(processIds(printed)).toBe('2739\n2162\n');
});

test('the process that listens here is found in what ss of this machine prints', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const printed = execFileSync('ss', ['-ltnp', `sport = :${port}`], { encoding: 'utf8' });
  server.close();
  expect(processIds(printed)).toBe(`${process.pid}\n`);
});
