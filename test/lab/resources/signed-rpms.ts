import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from '../../../lab/system/run.ts';

/** Two repositories of one package of the lab: in `signed` it has a signature of `key`, in `unsigned` none. */
export interface SignedRpms {
  /** In ASCII armor. */
  readonly key: string;
  /** A tar archive of both, in base64. */
  readonly archive: string;
}

/** Signs a package as its publisher does, with a key that is nowhere else (gpg(1), rpmsign(8)). */
export async function signedRpms(repository: string, name: string): Promise<SignedRpms> {
  const directory = mkdtempSync(path.join(tmpdir(), 'umctl-signed-'));
  const home = path.join(directory, 'gpg');
  const gpg = (...args: readonly string[]) => must(['gpg', '--batch', '--homedir', home, '--passphrase', '', ...args]);
  try {
    mkdirSync(home, { mode: 0o700 });
    await gpg('--quick-gen-key', 'publisher', 'rsa2048', 'sign', 'never');
    const file = readdirSync(repository).find((one) => one.startsWith(`${name}-`) && one.endsWith('.rpm')) ?? '';
    for (const of of ['signed', 'unsigned']) {
      mkdirSync(path.join(directory, of));
      copyFileSync(path.join(repository, file), path.join(directory, of, file));
    }
    // Where rpm of Debian looks for gpg there is none.
    const macros = ['_gpg_name publisher', `_gpg_path ${home}`, '__gpg /usr/bin/gpg'];
    const defines = macros.flatMap((macro) => ['--define', macro]);
    await must(['rpmsign', ...defines, '--addsign', path.join(directory, 'signed', file)]);
    for (const of of ['signed', 'unsigned']) await must(['createrepo_c', '--quiet', path.join(directory, of)]);
    const archive = await must(['sh', '-c', 'tar -C "$0" -c signed unsigned | base64', directory]);
    return { key: await gpg('--armor', '--export', 'publisher'), archive };
  } finally {
    await must(['gpgconf', '--homedir', home, '--kill', 'all']);
    rmSync(directory, { recursive: true });
  }
}
