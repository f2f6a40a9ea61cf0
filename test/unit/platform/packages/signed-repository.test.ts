import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sh } from '../../../../src/core/sh.ts';
import { aptRepositories } from '../../../../src/platform/providers/packages/apt-repositories.ts';
import { type Node, openNode } from '../../resources/node.ts';

const missing = ['gpg', 'apt-get', 'dpkg-scanpackages'].filter(
  (program) => spawnSync(program, ['--version']).error !== undefined,
);
const name = missing.length === 0 ? 'a signed repository' : `a signed repository (skipped: no ${missing.join(', ')})`;

describe.skipIf(missing.length > 0)(name, () => {
  let home: string;
  let node: Node;
  const gpg = (input: string, ...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('gpg', ['--batch', '--homedir', home, '--passphrase', '', ...args], {
      input,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  const keyOf = (user: string): string => {
    gpg('', '--quick-gen-key', user, 'ed25519', 'sign', 'never');
    return gpg('', '--armor', '--export', user);
  };

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'umctl-gpg-'));
  });
  afterAll(() => {
    spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(home, { recursive: true, force: true });
  });
  beforeEach(async () => {
    node = await openNode();
  });
  afterEach(() => node.close());

  test('apt takes from it what is signed with the key of the inventory, and nothing with another', async () => {
    const [key, other] = [keyOf('signer'), keyOf('stranger')];
    // apt unwraps keys with awk, which is an alternative.
    await node.given(`mkdir -p /etc/apt/apt.conf.d /etc/apt/sources.list.d repo/tiny/DEBIAN
printf 'Package: tiny\\nVersion: 1.0\\nArchitecture: all\\nMaintainer: nobody <nobody@example.org>\\nDescription: tiny\\n' > repo/tiny/DEBIAN/control
dpkg-deb --root-owner-group --build repo/tiny repo/tiny.deb; cd repo; dpkg-scanpackages . > Packages
printf 'Date: %s\\nSHA256:\\n %s %s Packages\\n' "$(date -Ru)" "$(sha256sum < Packages | cut -d ' ' -f 1)" "$(stat -c %s Packages)" > Release`);
    const release = await node.given('cat repo/Release');
    const signed = gpg(release, '--local-user', 'signer', '--clearsign');
    expect(await node.run(sh`cat > ${`${node.root}/repo/InRelease`}`, signed)).toMatchObject({ code: 0 });

    const repository = { name: 'signed', uri: `file://${node.root}/repo`, suite: './', components: [] };
    const take = async (by: string) => {
      await node.converge(...aptRepositories([{ ...repository, key: by }]));
      const { code, stderr } =
        await node.run(sh`apt=/var/lib/apt; rm -rf "$apt"; mkdir -p "$apt/lists/partial" "$apt/cache"
set -- -o Dir::State="$apt" -o Dir::State::status=/dev/null -o Dir::Cache="$apt/cache" -o APT::Sandbox::User=root
apt-get -q "$@" update && apt-get -q "$@" --download-only -y install tiny`);
      return { code, stderr };
    };
    const own = await take(key);
    expect(own.code, own.stderr).toBe(0);
    expect(await take(other)).toMatchObject({ code: 100, stderr: expect.stringContaining('NO_PUBKEY') });
  });
});
