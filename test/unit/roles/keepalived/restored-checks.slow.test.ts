import { afterAll, test as anybodys, beforeAll, expect } from 'vitest';
import { checkScripts } from '../../../../roles/keepalived/check-scripts.ts';
import { CONFIGURATION, CONFIGURATION_FILE } from '../../../../roles/keepalived/paths.ts';
import { forgetChecks } from '../../../../roles/keepalived/stale-checks.ts';
import { EXIT } from '../../../../src/core/errors.ts';
import { sh } from '../../../../src/core/sh.ts';
import { directory } from '../../../../src/resources/directory.ts';
import { file } from '../../../../src/resources/file.ts';
import { service } from '../../../../src/resources/service.ts';
import { type Story, tell } from '../../engine/cluster.ts';
import { type Hosts, openHosts } from '../../engine/hosts.ts';
import { isRoot } from '../../is-root.ts';
import { confOf, director } from './cluster.ts';

const test = anybodys.skipIf(!isRoot);

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1');
});
afterAll(() => hosts?.close());

const WEB = { name: 'web', port: 443, check: { service: 'https', receive: 'yes' } };
const MAIL = { name: 'mail', port: 143, check: { login: 'check', passwd: { from_env: 'IMAP' } } };
const REMOVED = [`${CONFIGURATION}/web.check`, `${CONFIGURATION}/mail.check`];

/** keepalived that notes which of these files it can read when it is told to load its configuration. */
const keepalived = {
  probe: () => sh`echo yes`,
  parse: () => ({ enabled: true, running: true }),
  functions: () => sh`is_running() { :; }
explain() { :; }
reload() { ls ${REMOVED} > /etc/loaded 2>/dev/null || :; }
restart() { reload; }`,
};

/** What a director has of its checks, in the role's order. */
const checked =
  (...services: readonly object[]): Story['wanted'] =>
  (_host, secrets) => {
    const vars = { virtual_services: [{ ...WEB, name: 'stays', port: 80 }, ...services] };
    const context = { ...director({ vars }), secrets };
    const configuration = file({ path: CONFIGURATION_FILE, content: confOf({ vars }) });
    return [
      directory({ path: '/etc/keepalived' }),
      directory({ path: CONFIGURATION, mode: '0700' }),
      ...checkScripts(context)
        .filter(({ path }) => path.startsWith(CONFIGURATION))
        .map((one) => file(one)),
      configuration,
      service(
        { name: 'keepalived', enabled: true, running: true, onChange: 'reload', init: keepalived },
        { uses: [configuration] },
      ),
      forgetChecks(context),
    ];
  };

const STATE = `cd ${CONFIGURATION}; for f in *; do stat -c '%n %a %U' "$f"; done; sha256sum *`;

test('the checks of a virtual service that a run removed are restored, before keepalived is told', async () => {
  const node = hosts.node('n1');
  const recover = sh`sed -n 's/^passwd //p' ${`${CONFIGURATION}/mail.check`}`;
  const secrets = { 'passwd of mail': { generate: true as const, recover } };
  await tell('apply', hosts, { wanted: checked(WEB, MAIL), secrets });
  const before = await node.given(STATE);
  expect(before).toContain('mail.check 600 root');
  const password = (await node.given(recover.text)).trim();
  expect(password).not.toBe('');
  const wanted = checked();
  const removing = await tell('apply', hosts, { wanted });
  expect(removing.summary.exit).toBe(EXIT.done);
  const without = await node.given(STATE);
  expect(without, 'they are gone, passwords too').not.toMatch(/web|mail/);
  const restored = await tell('restore', hosts, { wanted, earlier: removing.run });
  expect(restored.summary.exit).toBe(EXIT.done);
  expect(await node.given(STATE)).toBe(before);
  expect((await node.given('cat /etc/loaded')).trim().split('\n').sort()).toEqual([...REMOVED].sort());
  expect(JSON.stringify(restored.events)).not.toContain(password);
  await tell('restore', hosts, { wanted, earlier: restored.run });
  expect(await node.given(STATE), 'and a restore can be taken back').toBe(without);
});
