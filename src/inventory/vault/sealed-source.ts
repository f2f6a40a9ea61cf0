import { replaceTokens, type Secrets } from '../../core/secrets.ts';
import type { Texts } from '../yaml/texts.ts';
import { type ReadYaml, readSealed } from './read-yaml.ts';
import type { Vault } from './vault.ts';
import { sealedTexts } from './vaulted-texts.ts';

/** An inventory that was vaulted as a whole, opened. */
export interface OpenedSource {
  readonly text: string;
  /** Makes a token of each text in it. */
  readonly texts: Texts;
  readonly readYaml: ReadYaml;
}

/** Opens inventories that are vaulted as a whole. */
export interface SealedSources {
  readonly open: (text: string) => OpenedSource | { readonly wrong: string };
  /** A text with the values of such an inventory in place of their tokens: names and addresses in it have to be shown. */
  readonly unseal: (text: string) => string;
  readonly hasOpened: () => boolean;
}

export function sealedSources(vault: Vault, secrets: Pick<Secrets, 'defer' | 'reveal'>): SealedSources {
  const tokens = new Set<string>();
  const remembered: Pick<Secrets, 'defer' | 'reveal'> = {
    reveal: secrets.reveal,
    defer: (where, value) => {
      const token = secrets.defer(where, value);
      tokens.add(token);
      return token;
    },
  };
  const texts = sealedTexts(remembered);
  return {
    open(text) {
      const opened = vault.open(text);
      if ('wrong' in opened) return opened;
      return { text: opened.text, texts, readYaml: (file, inner) => readSealed(file, inner, texts) };
    },
    unseal: (text) => replaceTokens(text, (token) => (tokens.has(token) ? secrets.reveal(token) : token)),
    hasOpened: () => tokens.size > 0,
  };
}
