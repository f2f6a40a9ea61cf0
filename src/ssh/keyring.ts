import ssh2, { type ParsedKey } from 'ssh2';
import { type KeyFile, readIdentity } from './identity.ts';

/** Asks the person at the terminal for something that is not to be shown, one question at a time. */
export type PassphrasePrompt = (question: string) => Promise<string>;

/** The keys of a run: each file is read once and each passphrase asked for once, for all hosts. */
export interface Keyring {
  read(file: string): Promise<KeyFile>;
  /** Decrypts an encrypted identity; undefined when nobody can, or wants to, give its passphrase. */
  unlock(identity: Extract<KeyFile, { readonly kind: 'encrypted' }>): Promise<ParsedKey | undefined>;
}

/** How often a passphrase is asked for, as `ssh` does. */
const TRIES = 3;

/** Without `prompt` (no terminal) no key can be unlocked. */
export function createKeyring({ prompt }: { readonly prompt: PassphrasePrompt | undefined }): Keyring {
  const identities = new Map<string, Promise<KeyFile>>();
  const unlocked = new Map<string, Promise<ParsedKey | undefined>>();
  return {
    read(file) {
      const identity = identities.get(file) ?? readIdentity(file);
      identities.set(file, identity);
      return identity;
    },
    unlock({ file, content }) {
      if (prompt === undefined) return Promise.resolve(undefined);
      const asked = unlocked.get(file) ?? askForPassphrase(file, content, prompt);
      unlocked.set(file, asked);
      return asked.then((key) => {
        // From now on it is a key like any other, and is tried with them.
        if (key !== undefined) {
          identities.set(file, Promise.resolve({ kind: 'key', file, key, publicKey: key.getPublicSSH() }));
        }
        return key;
      });
    },
  };
}

async function askForPassphrase(
  file: string,
  content: Buffer,
  prompt: PassphrasePrompt,
): Promise<ParsedKey | undefined> {
  for (let left = TRIES; left > 0; left--) {
    const again = left < TRIES ? 'Wrong passphrase. ' : '';
    const key = ssh2.utils.parseKey(content, await prompt(`${again}Passphrase of the key ${file}: `));
    if (!(key instanceof Error)) return key;
  }
  return undefined;
}
