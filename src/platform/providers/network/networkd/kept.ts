import { read } from '../../../../core/fact.ts';
import type { Facts } from '../../../../core/facts.ts';
import type { Resource } from '../../../../core/resource.ts';
import { directory } from '../../../../resources/directory.ts';
import { file } from '../../../../resources/file.ts';
import { dropInsOf, networkFiles } from './files.ts';

/**
 * networkd takes every address off a link that its files do not have, whenever it starts, or reads files that have changed,
 * unless it is told to keep them; see KeepConfiguration= in systemd.network(5). By then it reads this, too: no need to tell it now.
 */
export function keepAddresses({ device }: { readonly device: string }, facts: Facts): readonly Resource[] {
  const networkFile = read(facts, networkFiles)[device];
  if (networkFile === undefined) return [];
  const folder = dropInsOf(networkFile);
  return [
    directory({ path: folder }),
    file({ path: `${folder}/umctl-keep.conf`, content: '# Written by umctl.\n[Network]\nKeepConfiguration=static\n' }),
  ];
}
