import { type Position, showPosition } from '../../core/errors.ts';
import type { Secrets } from '../../core/secrets.ts';
import { PLAIN_TEXTS, type Texts } from '../yaml/texts.ts';
import type { Vault } from './vault.ts';

type Hold = Pick<Secrets, 'defer' | 'reveal'>;

const hold = (secrets: Hold, text: string, at: Position): string =>
  secrets.defer(`the vaulted value in ${showPosition(at)}`, text);

/** Texts of a file that is in the clear: what is vaulted in it becomes a token. */
export const clearTexts = (vault: Vault, secrets: Hold): Texts => ({
  ...PLAIN_TEXTS,
  vaulted(text, at) {
    const opened = vault.open(text);
    return 'wrong' in opened ? opened : { token: hold(secrets, opened.text, at) };
  },
});

/** Texts of a file that was vaulted as a whole: each becomes a token, and none is shown. */
export const sealedTexts = (secrets: Hold): Texts => ({
  sealed: true,
  keep: (text, at) => hold(secrets, text, at),
  keepMade: (text, at) => hold(secrets, secrets.reveal(text), at),
  show: () => '{{ … }}',
  vaulted: () => ({ wrong: 'vaulted twice' }),
});
