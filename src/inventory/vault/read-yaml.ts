import type { Problem } from '../../core/errors.ts';
import type { Secrets } from '../../core/secrets.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { Parsed } from '../yaml/parsed.ts';
import type { Texts } from '../yaml/texts.ts';
import { isVaulted } from './envelope.ts';
import type { Vault } from './vault.ts';
import { clearTexts, sealedTexts } from './vaulted-texts.ts';

/** Reads the YAML text of a file in which values, or all of it, may be vaulted. */
export type ReadYaml = (file: string, text: string) => Parsed;

/**
 * Values that were vaulted become tokens; of a file that was vaulted as a whole, all texts do, but numbers and booleans
 * do not. Places in such a file are those in its decrypted text, as `ansible-vault view` shows it.
 */
export const yamlReader =
  (vault: Vault, secrets: Pick<Secrets, 'defer' | 'reveal'>): ReadYaml =>
  (file, text) => {
    if (!isVaulted(text)) return parseYaml(file, text, clearTexts(vault, secrets));
    const opened = vault.open(text);
    if ('wrong' in opened) return { problems: [], locked: opened.wrong };
    return readSealed(file, opened.text, sealedTexts(secrets));
  };

/** Reads the YAML that a vaulted file holds; what is wrong with it is told without any of it. */
export function readSealed(file: string, text: string, texts: Texts): Parsed {
  const { root, problems, warnings = [] } = parseYaml(file, text, texts);
  return {
    ...(root === undefined ? {} : { root }),
    problems: problems.slice(0, 1).map(withoutText),
    warnings: warnings.map(withoutName),
  };
}

/** What is wrong with YAML is mostly told with some of it. */
const withoutText = (problem: Problem): Problem => ({
  ...problem,
  message: 'the vaulted text cannot be read from here on; `ansible-vault view` shows it',
});

const withoutName = (warning: Problem): Problem => ({
  ...warning,
  message: 'a name in the vaulted text stands there twice, and the last one counts; `ansible-vault edit` shows it',
});
