import { plainValue } from './plain.ts';
import type { ListNode, MapNode } from './syntax/nodes.ts';

const STANDARD = 'tag:yaml.org,2002:';

/** A tag as people write it. */
const shown = (tag: string): string => (tag.startsWith(STANDARD) ? `!!${tag.slice(STANDARD.length)}` : tag);

/** Reports a mapping's or a list's tag that says it is something else. */
export function refuseTag({ tag, kind }: MapNode | ListNode, report: (message: string) => void): void {
  const own = kind === 'map' ? `${STANDARD}map` : `${STANDARD}seq`;
  if (tag === undefined || tag === '!' || tag === own) return;
  const what = kind === 'map' ? 'a mapping' : 'a list';
  if (tag === '!unsafe') report(`!unsafe before ${what}: write it before each text in it instead`);
  else if (tag === '!vault' || tag === '!vault-encrypted')
    report(`!vault before ${what}: expected the text that ansible-vault encrypt_string prints, after "!vault |"`);
  else report(`the tag ${shown(tag)} before ${what} is not understood; leave it out`);
}

export const FLOAT = `${STANDARD}float`;

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  [`${STANDARD}null`]: (value) => value === null,
  [`${STANDARD}bool`]: (value) => typeof value === 'boolean',
  [`${STANDARD}int`]: (value) => Number.isInteger(value),
  [FLOAT]: (value) => typeof value === 'number',
};

/** What a scalar says that is tagged as one of YAML's own types. */
export function taggedValue(tag: string, source: string, report: (message: string) => void): unknown {
  const fits = SCALARS[tag];
  if (fits === undefined) {
    report(`the tag ${shown(tag)} is not understood; Ansible inventories have !vault, !unsafe and !!str`);
    return null;
  }
  const read = plainValue(source);
  const value = 'wrong' in read ? undefined : read.value;
  if (!fits(value)) report(`${JSON.stringify(source)} is no ${shown(tag)}`);
  return value;
}
