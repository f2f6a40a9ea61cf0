import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openRpmNode, type RpmNode, wanted } from './rpms.ts';

// dnf takes a second of a quiet machine each time that it is asked.
vi.setConfig({ testTimeout: 300_000 });

let node: RpmNode;
beforeEach(async () => {
  node = await openRpmNode();
});
afterEach(() => node.close());

/** A module that is neither enabled nor a default; see modulemd(5). */
const MODULE = `document: modulemd
version: 2
data:
  name: cluster
  stream: "1"
  version: 1
  context: c0ffee00
  arch: noarch
  summary: x
  description: x
  license: {module: [MIT]}
  artifacts:
    rpms: ["modular-0:1-1.noarch"]
`;

test('why what is offered, excluded or part of a module cannot be installed is told by the plan', async () => {
  await node.repository('here', { name: 'thing' }, { name: 'modular' }, { name: 'needy', head: 'Requires: absent' });
  await node.given(
    `cd here; printf %s '---\n${MODULE}' > modules.yaml; modifyrepo_c --mdtype=modules modules.yaml repodata >/dev/null 2>&1`,
  );
  const [needy] = await node.plan(wanted('needy'));
  expect(needy?.cannot).toContain('nothing provides absent needed by needy-1-1.noarch');
  await node.given("echo 'excludepkgs=thing' >> /etc/dnf/dnf.conf");
  const [thing] = await node.plan(wanted('thing', 'modular'));
  expect(thing?.cannot).toContain('filtered out by exclude filtering for argument: thing');
  expect(thing?.cannot).toContain('filtered out by modular filtering for argument: modular');
  expect(thing?.cannot).toContain('dnf module enable');
});

test('dnf is started once where all is offered, and once more to name the repositories of what is not', async () => {
  await node.repository('here', { name: 'thing', head: 'Provides: other' });
  await node.given(`mkdir bin; mount --bind bin /usr/local/bin
printf '#!/bin/sh\\necho "$*" >> /run/starts\\nexec /usr/bin/dnf "$@"\\n' > /usr/local/bin/dnf; chmod 755 /usr/local/bin/dnf`);
  const starts = async () => (await node.given('cat /run/starts; rm /run/starts')).match(/^.+$/gm);
  const [offered] = await node.plan(wanted('thing', 'other'));
  expect(offered).toMatchObject({ changes: [{ from: 'not installed' }, { from: 'not installed' }] });
  expect(offered?.cannot).toBeUndefined();
  expect(await starts()).toHaveLength(1);
  const [missing] = await node.plan(wanted('thing', 'none'));
  expect(missing?.changes).toMatchObject([{ from: 'not installed' }, { field: 'none', from: 'not offered' }]);
  expect(missing?.cannot).toContain('none: none of the repositories asked (here) offers it');
  expect(await starts()).toHaveLength(2);
});

test('why a repository cannot be read is told, and what to do about it', async () => {
  await node.repository('here', { name: 'thing' });
  await node.given("sed -i 's#^baseurl=.*#baseurl=http://127.0.0.1:1/#' /etc/yum.repos.d/here.repo");
  const [thing] = await node.plan(wanted('thing'));
  expect(thing?.changes).toMatchObject([{ from: 'not installed' }]);
  expect(thing?.cannot).toMatch(
    /Curl error \(7\): .*127\.0\.0\.1:1.*; the host cannot reach a repository; where there is a proxy/,
  );
});

test('while another dnf is at work nothing is done, and who it is is told', async () => {
  const waits = '%post\n: > /run/begun; until [ -e /run/go ]; do sleep 0.1; done';
  await node.repository('here', { name: 'thing' }, { name: 'slow', head: 'Provides: /bin/sh', sections: waits });
  const install = wanted('thing').apply(() => true).run;
  await node.given(
    'setsid dnf -y install slow >/dev/null 2>&1 </dev/null & until [ -e /run/begun ]; do sleep 0.1; done',
  );
  const busy = await node.run(install);
  expect(busy.code, busy.stderr).toBe(75);
  expect(busy.stderr).toMatch(/^process \d+ \(.*dnf -y install slow\) lets go of \S+\n$/);
  await node.given('touch /run/go');
  await expect.poll(async () => (await node.run(install)).code, { timeout: 60_000 }).not.toBe(75);
  expect(await node.given('rpm -qa | sort')).toBe('slow-1-1.noarch\nthing-1-1.noarch\n');
  await node.given('for one in ~/.rpmdb/rpmdb.sqlite*; do echo broken > "$one"; done');
  const [step] = await node.plan(wanted('thing'));
  expect(step?.cannot, 'a broken database is no host without packages').toContain('rpm --rebuilddb');
});
