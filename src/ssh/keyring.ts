import { readFile } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';

/** Asks the person at the terminal for something that is not to be shown. */
export type Prompt = (question: string) => Promise<string>;

/** What is behind the name of an identity file. */
export type Identity = {
  readonly file: string /** In wire format, where it is known. */;
  readonly publicKey?: Buffer;
} & (
  | { readonly kind: 'key'; readonly key: ParsedKey }
  | { readonly kind: 'locked'; readonly unlock: () => Promise<ParsedKey | undefined> }
  | { readonly kind: 'public only' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly why: string }
);

/** Reads identity files, each once for all hosts, and asks for a passphrase once for each key. */
export interface Keyring {
  read(file: string): Promise<Identity>;
}

/** How often a passphrase is asked for, as `ssh` does. */
const TRIES = 3;

/** Without `prompt` (no terminal) an encrypted key cannot be unlocked. */
export function createKeyring({ prompt }: { readonly prompt: Prompt | undefined }): Keyring {
  const identities = new Map<string, Promise<Identity>>();
  const unlocker = (file: string, content: Buffer): (() => Promise<ParsedKey | undefined>) => {
    let unlocked: Promise<ParsedKey | undefined> | undefined;
    return () => {
      unlocked ??= unlock(file, content, prompt).then((key) => {
        if (key !== undefined)
          identities.set(file, Promise.resolve({ kind: 'key', file, key, publicKey: key.getPublicSSH() }));
        return key;
      });
      return unlocked;
    };
  };
  const load = async (file: string): Promise<Identity> => {
    const content = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
    const publicKey = await readPublicKey(`${file}.pub`);
    const known = { file, ...(publicKey === undefined ? {} : { publicKey }) };
    if (content instanceof Error) {
      if (content.code !== 'ENOENT') return { ...known, kind: 'unusable', why: content.message };
      return { ...known, kind: publicKey === undefined ? 'missing' : 'public only' };
    }
    const key = ssh2.utils.parseKey(content);
    if (!(key instanceof Error)) {
      return {
        file,
        publicKey: key.getPublicSSH(),
        ...(key.isPrivateKey() ? { kind: 'key', key } : { kind: 'public only' }),
      };
    }
    if (/^Encrypted/.test(key.message)) return { ...known, kind: 'locked', unlock: unlocker(file, content) };
    return { ...known, kind: 'unusable', why: whyUnusable(content.toString('latin1'), key.message) };
  };
  return {
    read(file) {
      const identity = identities.get(file) ?? load(file);
      identities.set(file, identity);
      return identity;
    },
  };
}

async function unlock(file: string, content: Buffer, prompt: Prompt | undefined): Promise<ParsedKey | undefined> {
  if (prompt === undefined) return undefined;
  for (let left = TRIES; left > 0; left--) {
    const again = left < TRIES ? 'That is not it. ' : '';
    const key = ssh2.utils.parseKey(content, await prompt(`${again}Passphrase of the key ${file}: `));
    if (!(key instanceof Error)) return key;
  }
  return undefined;
}

async function readPublicKey(file: string): Promise<Buffer | undefined> {
  const [, base64] = (await readFile(file, 'latin1').catch(() => '')).trim().split(/\s+/);
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

/** What ssh2 cannot read, by name, and the way round. */
function whyUnusable(content: string, message: string): string {
  if (/BEGIN (ENCRYPTED )?PRIVATE KEY/.test(content)) {
    return 'PKCS#8, which umctl cannot read: rewrite it with ssh-keygen -p -f FILE (ed25519: needs OpenSSH 9.6)';
  }
  if (Buffer.from(content.replace(/-----.*-----|\s/g, ''), 'base64').includes('sk-')) {
    return 'on a security key (FIDO), which umctl does not support: use another key for this host';
  }
  return message;
}
