import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DebNode, openDebNode, wanted } from './debs.ts';

let node: DebNode;
beforeEach(async () => {
  node = await openDebNode();
});
afterEach(() => node.close());

const stateOf = (name: string) => node.given(`dpkg-query -W -f='\${Status}' ${name}`);

describe('a dpkg that was cut off', () => {
  beforeEach(async () => {
    const once = '#!/bin/sh\n[ -e /run/healed ] || kill -9 $PPID\n';
    await node.repository('here', { name: 'thing', files: { 'DEBIAN/postinst': once } }, { name: 'other' });
    await node.given('apt-get update >/dev/null 2>&1; apt-get -y install thing >/dev/null 2>&1 </dev/null || :');
    expect(await stateOf('thing')).toBe('install ok half-configured');
  });

  test('leaves a package that is not taken as installed, and is healed', async () => {
    const [step] = await node.plan(wanted('thing', 'other'));
    expect(step?.changes).toEqual([
      { field: 'thing', from: 'half-configured', to: 'installed' },
      { field: 'other', from: 'not installed', to: 'installed' },
    ]);
    expect(step).not.toHaveProperty('cannot');
    await node.given('touch /run/healed');
    await node.converge(wanted('thing', 'other'));
  });

  test('and what goes on failing is told in the words of dpkg', async () => {
    await node.given(`printf '#!/bin/sh\\necho "no such user" >&2; exit 3\\n' > /var/lib/dpkg/info/thing.postinst`);
    const [step] = await node.plan(wanted('other'));
    const { code, stderr } = await node.run(step?.command.run ?? { text: '' });
    expect(code).toBe(1);
    expect(stderr).toContain('no such user');
    expect(stderr).toContain('dpkg: error processing package thing');
  });
});

test('what is on hold is told by the plan', async () => {
  await node.repository('here', { name: 'thing' });
  await node.given('apt-get update >/dev/null 2>&1; apt-mark hold thing >/dev/null');
  const [step] = await node.plan(wanted('thing'));
  expect(step?.cannot).toContain('Held packages were changed');
  expect(step?.cannot).toContain('on hold: thing');
  expect(step?.cannot).toContain('apt-mark unhold');
});

test('so is a newer version that a package needs of one that is on hold', async () => {
  await node.repository('here', { name: 'base' });
  await node.given(
    'apt-get update >/dev/null 2>&1; apt-get -y install base >/dev/null 2>&1; apt-mark hold base >/dev/null',
  );
  await node.repository('here', { name: 'base', version: '2' }, { name: 'thing', control: 'Depends: base (>= 2)' });
  const [step] = await node.plan(wanted('thing'));
  expect(step?.cannot).toMatch(/thing : Depends: base \(>= 2\).*on hold: base.*apt-mark/);
});

test('what is on hold and installed stays as it is', async () => {
  await node.repository('here', { name: 'thing' });
  await node.given(
    'apt-get update >/dev/null 2>&1; apt-get -y install thing >/dev/null 2>&1; apt-mark hold thing >/dev/null',
  );
  expect(await node.plan(wanted('thing'))).toEqual([]);
});

test('nothing is removed for the sake of what is installed', async () => {
  await node.repository('here', { name: 'admins' }, { name: 'thing', control: 'Conflicts: admins' });
  await node.given('apt-get update >/dev/null 2>&1; apt-get -y install admins >/dev/null 2>&1');
  const [step] = await node.plan(wanted('thing'));
  expect(step?.cannot).toContain('remove is disabled');
  expect(step?.cannot).toContain('apt-get install NAME');
  expect((await node.run(step?.command.run ?? { text: '' })).code).toBe(1);
  expect(await stateOf('admins')).toBe('install ok installed');
});

test('nobody is asked about a configuration file that is there already, and the admin’s stays', async () => {
  const files = { 'etc/thing.conf': 'theirs\n', 'DEBIAN/conffiles': '/etc/thing.conf\n' };
  await node.repository('here', { name: 'thing', files });
  await node.given('echo ours > /etc/thing.conf');
  await node.converge(wanted('thing'));
  expect(await node.given('cat /etc/thing.conf')).toBe('ours\n');
});

test('what the lists of the host know and the repository has no more is asked for once again', async () => {
  await node.repository('here', { name: 'thing' });
  await node.given('apt-get update >/dev/null 2>&1; rm here/*.deb');
  await node.repository('here', { name: 'thing', version: '2' });
  const [step] = await node.converge(wanted('thing'));
  expect(step?.changes).toEqual([{ field: 'thing', from: 'not installed', to: 'installed' }]);
  expect(await node.given(`dpkg-query -W -f='\${Version}' thing`)).toBe('2');
});

test('a daemon that a package starts keeps nobody waiting', async () => {
  const starts = '#!/bin/sh\n[ -e /run/again ] || { : > /run/again; exit 1; }\nsleep 600 & echo $! > /run/daemon\n';
  await node.repository('here', { name: 'thing', files: { 'DEBIAN/postinst': starts } });
  await node.given('apt-get update >/dev/null 2>&1');
  await node.converge(wanted('thing'));
  await node.given('kill "$(cat /run/daemon)"');
});

test('programs that ask, show or restart are told not to', async () => {
  await node.repository('here', { name: 'thing' });
  await node.given(`printf 'DPkg::Post-Invoke {"env > /run/env";};' > /etc/apt/apt.conf.d/99hook`);
  await node.converge(wanted('thing'));
  const env = await node.given('cat /run/env');
  for (const set of ['DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_SUSPEND=1', 'APT_LISTCHANGES_FRONTEND=none'])
    expect(env).toContain(set);
});

describe('a repository that apt does not take any more', () => {
  const release = (...lines: readonly string[]) =>
    node.given(`cd here; printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} > Release
printf 'Date: %s\\nSHA256:\\n %s %s Packages\\n' "$(date -Ru -d @1700000000)" "$(sha256sum < Packages | cut -d ' ' -f 1)" "$(stat -c %s Packages)" >> Release`);
  const applied = async () => {
    await node.repository('here', { name: 'base' });
    await release('Codename: trixie', 'Suite: stable');
    await node.given('apt-get update 2>&1');
    await node.repository('here', { name: 'base' }, { name: 'thing' });
    return async () => {
      const [step] = await node.plan(wanted('thing'));
      return await node.run(step?.command.run ?? { text: '' });
    };
  };

  test('as it is another release now: told with what to type', async () => {
    const run = await applied();
    await release('Codename: forky', 'Suite: stable');
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toMatch(/E: Repository .* changed its 'Codename' value from 'trixie' to 'forky'/);
    expect(stderr).toMatch(/apt-get update --allow-releaseinfo-change\n$/);
  });

  test('as it is out of date', async () => {
    const run = await applied();
    await release('Codename: trixie', 'Suite: stable', 'Valid-Until: Mon, 04 Dec 2023 00:00:00 UTC');
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toMatch(/E: Release file .* is expired/);
    expect(stderr).toMatch(/the clock of the host is wrong \(date\)\n$/);
  });

  test('as its suite has got another name, which apt takes', async () => {
    const run = await applied();
    await release('Codename: trixie', 'Suite: oldstable');
    expect(await run()).toMatchObject({ code: 0 });
  });
});

test('a proxy of apt is asked by the plan, too', async () => {
  await node.repository('here', { name: 'thing' });
  await node.given(`echo 'deb [trusted=yes] http://repository.example ./' > /etc/apt/sources.list
echo 'Acquire::http::Proxy "http://127.0.0.1:3142";' > /etc/apt/apt.conf.d/proxy
cd here; setsid python3 -u -m http.server --bind 127.0.0.1 3142 >/run/asked 2>&1 </dev/null & echo $! > /run/proxy
until grep -q Serving /run/asked; do sleep 0.1; done`);
  await node.plan(wanted('thing'));
  expect(await node.given('kill "$(cat /run/proxy)"; cat /run/asked')).toContain(
    'GET http://repository.example/./InRelease',
  );
});
