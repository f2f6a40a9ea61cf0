import { type Fact, linesIn, read } from '../../../../core/fact.ts';
import type { Facts } from '../../../../core/facts.ts';
import type { Resource } from '../../../../core/resource.ts';
import { sh } from '../../../../core/sh.ts';
import { directory } from '../../../../resources/directory.ts';
import { file } from '../../../../resources/file.ts';
import { dropInsOf, networkFiles } from './files.ts';
import { LINKS } from './owner.ts';

const NAME = 'umctl-keep.conf';

/** What networkd keeps on each link without umctl's word, where its files say so. */
export const keepConfiguration: Fact<Readonly<Record<string, string>>> = {
  id: 'keepConfiguration',
  ask: sh`for link in ${LINKS}/*; do
  [ -f "$link" ] || continue
  file=$(sed -n 's/^NETWORK_FILE=//p' "$link" 2>/dev/null)
  [ -n "$file" ] || continue
  name=\${file##*/}
  keeps=$(for said in "$file" /usr/lib/systemd/network/"$name".d/*.conf /run/systemd/network/"$name".d/*.conf /etc/systemd/network/"$name".d/*.conf; do
    case $said in */${NAME}) ;; *) sed -n 's/^[[:space:]]*KeepConfiguration[[:space:]]*=[[:space:]]*//p' "$said" 2>/dev/null ;; esac
  done | tail -n 1)
  [ -z "$keeps" ] || echo "$file $keeps"
done`,
  parse: (output) =>
    Object.fromEntries(
      linesIn(output).flatMap((line) => {
        const [, path, keeps] = /^(\/.+) (\S+)\s*$/.exec(line) ?? [];
        return path === undefined || keeps === undefined ? [] : [[path, keeps.toLowerCase()] as const];
      }),
    ),
};

/** Addresses that nobody else is told to keep. */
const NONE: readonly (string | undefined)[] = [undefined, 'static', 'no', 'false', 'off', '0'];

/**
 * networkd takes every address off a link that its files do not have, whenever it starts, or reads files that have changed,
 * unless it is told to keep them; see KeepConfiguration= in systemd.network(5). By then it reads this, too: no need to tell it
 * now. Where an admin has it keep leases, as a root file system over the network takes it, it keeps all.
 */
export function keepAddresses({ device }: { readonly device: string }, facts: Facts): readonly Resource[] {
  const networkFile = read(facts, networkFiles)[device];
  if (networkFile === undefined) return [];
  const folder = dropInsOf(networkFile);
  const keeps = NONE.includes(read(facts, keepConfiguration)[networkFile]) ? 'static' : 'yes';
  return [
    directory({ path: folder }),
    file({ path: `${folder}/${NAME}`, content: `# Written by umctl.\n[Network]\nKeepConfiguration=${keeps}\n` }),
  ];
}
