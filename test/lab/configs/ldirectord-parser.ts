import { readFileSync } from 'node:fs';
import type { Lab } from '../../../lab/index.ts';

/** Installs packages on a host; @throws with what apt said. */
export async function install(lab: Lab, host: string, packages: readonly string[]): Promise<void> {
  const script = `apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ${packages.join(' ')}`;
  const { code, stdout, stderr } = await lab.exec(host, script);
  if (code !== 0) throw new Error(`apt-get failed on ${host}: ${stdout}${stderr}`);
}

/** Puts a text into a file on a host. */
export const put = (lab: Lab, host: string, path: string, text: string) =>
  lab.exec(host, `umask 077 && cat > ${path}`, { input: text });

/** A virtual service as ldirectord's own parser has it: its field names. */
export type Parsed = Readonly<Record<string, unknown>> & {
  readonly real: readonly Readonly<Record<string, unknown>>[];
};

/** What the ldirectord of a host makes of a configuration; @throws with what it complains of. */
export async function parseLdirectord(lab: Lab, host: string, config: string) {
  const program = readFileSync(new URL('./parse-ldirectord.pl', import.meta.url), 'utf8');
  await put(lab, host, '/root/parse.pl', program);
  await put(lab, host, '/root/try.cf', config);
  const ask = 'PERLIO=perlio perl /root/parse.pl /usr/sbin/ldirectord /root/try.cf';
  const { code, stdout, stderr } = await lab.exec(host, ask);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { readonly globals: Record<string, unknown>; readonly virtual: readonly Parsed[] };
}
