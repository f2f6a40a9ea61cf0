import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { syslog } from '../../../../src/platform/capabilities/syslog.ts';
import { rsyslogWithFolder } from '../../../../src/platform/providers/logs/rsyslog.ts';
import { startsSysklogd } from '../../../../src/platform/providers/logs/starts-sysklogd.ts';
import { sysklogd } from '../../../../src/platform/providers/logs/sysklogd.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { wantedBy } from '../wanted-by.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const RULES = 'local0.* /var/log/ha.log\n';
const read = (name: string) => readFileSync(join(node.etc, name), 'utf8');

test('rsyslog is told of a folder where it reads none', async () => {
  const conf = '*.info /var/log/messages\n# $IncludeConfig /etc/rsyslog.d/*.conf\n';
  writeFileSync(join(node.etc, 'rsyslog.conf'), conf);
  await node.converge(...wantedBy([rsyslogWithFolder], syslog, RULES));
  expect(read('rsyslog.conf')).toBe(
    `${conf}# BEGIN umctl folder\n$IncludeConfig /etc/rsyslog.d/*.conf\n# END umctl folder\n`,
  );
  expect(read('rsyslog.d/60-umctl.conf')).toBe(RULES);
});

test('rsyslog that reads the folder is left alone', async () => {
  await node.given("mkdir /etc/rsyslog.d; echo '$IncludeConfig /etc/rsyslog.d/*.conf' > /etc/rsyslog.conf");
  expect((await node.converge(...wantedBy([rsyslogWithFolder], syslog, RULES))).map(({ id }) => id)).toEqual([
    'file /etc/rsyslog.d/60-umctl.conf',
  ]);
  expect(read('rsyslog.conf')).toBe('$IncludeConfig /etc/rsyslog.d/*.conf\n');
});

test('which syslog there is follows from what starts at boot', async () => {
  const asked = async () => startsSysklogd.parse(await node.run(startsSysklogd.ask));
  await node.given('rm -rf /etc/rc3.d; mkdir /etc/rc3.d');
  expect(await asked()).toBe(false);
  await node.given('touch /etc/rc3.d/S12syslog');
  expect(await asked()).toBe(true);
  await node.given('touch /etc/rc3.d/S12rsyslog');
  expect(await asked()).toBe(false);
});

test('sysklogd has the rules in its one file', async () => {
  writeFileSync(join(node.etc, 'syslog.conf'), '*.info /var/log/messages\n');
  await node.converge(...wantedBy([sysklogd], syslog, RULES));
  expect(read('syslog.conf')).toBe(`*.info /var/log/messages\n# BEGIN umctl logs\n${RULES}# END umctl logs\n`);
});
