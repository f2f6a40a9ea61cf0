import fc from 'fast-check';
import type { Lab } from '../../../lab/index.ts';
import { AUTHKEYS, authkeys } from '../../../roles/heartbeat/config.ts';
import { quote } from '../../../src/core/sh.ts';
import { accepted } from '../../unit/fuzz/accepted.ts';
import { contentOf } from '../../unit/fuzz/expected.ts';

/** What a director's heartbeat reads, and the name of the director. */
export interface HeartbeatFiles {
  readonly node: string;
  readonly haCf: string;
  readonly authkeys: string;
  readonly haresources: string;
}

/** A key as umctl takes one: no blanks, and nothing that cannot be seen. */
const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).filter((text) => /^[^\s\p{C}]+$/u.test(text));

/** What umctl writes for `count` odd inventories, with odd keys; the same for the same seed. */
export async function fuzzedFiles(sample: {
  readonly count: number;
  readonly seed: number;
}): Promise<readonly HeartbeatFiles[]> {
  const keys = fc.sample(key, { numRuns: sample.count, seed: sample.seed });
  return (await accepted(sample)).map(({ desired }, i) => {
    const haresources = contentOf(desired, '/etc/ha.d/haresources');
    const [node = ''] =
      haresources
        .split('\n')
        .filter((line) => !line.startsWith('#'))[0]
        ?.split(' ') ?? [];
    return { node, haCf: contentOf(desired, '/etc/ha.d/ha.cf'), authkeys: authkeys(keys[i] ?? ''), haresources };
  });
}

/** A node of no cluster: heartbeat reads all files, complains of this last line, and does not start. */
const LAST = 'stops-here x';

/** Gives the host the director's name, and the devices that its links need, for as long as heartbeat looks at them. */
const SETUP = `words() { sed -n "s/^$1 \\([^ ]*\\).*/\\1/p" /etc/ha.d/ha.cf | sort -u; }
hostname "$1"
for device in $(words '[bmu]cast'); do
  ip link add "$device" multicast on up type dummy && ip addr add 10.9.9.1/24 broadcast + dev "$device"
done
for device in $(words serial); do [ -e "$device" ] || ln -s null "$device"; done
shift
exec "$@"`;

/** What a heartbeat that has taken all but that line says. */
export const TAKEN = [
  'Bad nodename in /etc/ha.d//haresources [stops-here]',
  'Configuration error, heartbeat not started.',
];

/** The errors that the heartbeat of a host, which is not running, finds in files of a director. */
export async function complaintsOf(
  lab: Lab,
  host: string,
  { program, all }: { readonly program: string; readonly all: readonly HeartbeatFiles[] },
): Promise<readonly (readonly string[])[]> {
  const script = `while read -r node haCf authkeys haresources; do
  echo "$haCf" | base64 -d > /etc/ha.d/ha.cf
  rm -f ${AUTHKEYS}; (umask 077; echo "$authkeys" | base64 -d > ${AUTHKEYS})
  { echo "$haresources" | base64 -d; echo ${LAST}; } > /etc/ha.d/haresources
  unshare --uts --net sh -c ${quote(SETUP)} setup "$node" timeout 20 ${program} 2>&1 < /dev/null | sed -n 's/.* ERROR: //p'
  echo --
done`;
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  const lines = all.map((files) =>
    [files.node, encode(files.haCf), encode(files.authkeys), encode(files.haresources)].join(' '),
  );
  const { stdout } = await lab.exec(host, script, { input: `${lines.join('\n')}\n` });
  return stdout
    .split('--\n')
    .slice(0, -1)
    .map((said) => said.split('\n').slice(0, -1));
}
