import { afterEach, expect, test, vi } from 'vitest';
import type { Node } from '../../resources/node.ts';
import { openDebNode, wanted as wantedDeb } from './debs.ts';
import { openRpmNode, wanted as wantedRpm } from './rpms.ts';

vi.setConfig({ testTimeout: 300_000 });

let node: Node;
afterEach(() => node.close());

/**
 * Has a proxy listen in the node, by which alone `http://repository.invalid` is reached: the folder `here`. Its log is `proxy.log`.
 */
const startProxy = () =>
  node.given(`mkdir -p proxied/http:; ln -s "$PWD/here" proxied/http:/repository.invalid
(cd proxied; exec python3 -m http.server 3128 --bind 127.0.0.1) > proxy.log 2>&1 </dev/null &
echo $! > proxy.pid
n=0; until python3 -c 'import socket; socket.create_connection(("127.0.0.1", 3128))' 2>/dev/null || [ $n -ge 100 ]; do n=$((n+1)); sleep 0.1; done`);
const stopProxy = () => node.given('kill "$(cat proxy.pid)"');

test('dnf installs through the proxy of its configuration, also with a cache of umctl’s own', async () => {
  const rpms = await openRpmNode();
  node = rpms;
  await rpms.repository('here', { name: 'thing' });
  await startProxy();
  await node.given(
    `sed -i 's|^baseurl=.*|baseurl=http://repository.invalid|' /etc/yum.repos.d/here.repo
echo proxy=http://127.0.0.1:3128 >> /etc/dnf/dnf.conf`,
  );
  const [step] = await node.plan(wantedRpm('thing'));
  expect(step?.cannot).toBeUndefined();
  await node.converge(wantedRpm('thing'));
  expect(await node.given('cat proxy.log')).toContain('GET http://repository.invalid/thing-1.rpm');
  await stopProxy();
});

test('apt installs through the proxy of its configuration, and what policy-rc.d keeps from starting is installed', async () => {
  const debs = await openDebNode();
  node = debs;
  const postinst = '#!/bin/sh\n/usr/sbin/policy-rc.d thing start; [ $? = 101 ] && touch /run/kept\n';
  await debs.repository('here', { name: 'thing', files: { 'DEBIAN/postinst': postinst } });
  await startProxy();
  await node.given(`sed -i 's|copy:[^ ]*|http://repository.invalid|' /etc/apt/sources.list
echo 'Acquire::http::Proxy "http://127.0.0.1:3128";' > /etc/apt/apt.conf.d/90proxy
printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d
rm -rf /var/lib/apt/lists/*; apt-get update >/dev/null 2>&1`);
  const [step] = await node.plan(wantedDeb('thing'));
  expect(step?.cannot).toBeUndefined();
  await node.converge(wantedDeb('thing'));
  expect(await node.given('cat proxy.log')).toMatch(/GET http:\/\/repository\.invalid\/\S*thing\S*\.deb/);
  expect(await node.given('ls /run/kept')).toBe('/run/kept\n');
  await stopProxy();
});
