import { access, readFile } from 'node:fs/promises';
import ssh2, { type ParsedKey } from 'ssh2';

/** What is behind the name of an identity file. */
export type Identity = {
  readonly file: string;
  /** In wire format, where it is known. */
  readonly publicKey?: Buffer;
  /** The user certificate beside it, which `ssh` would show. */
  readonly certificate?: string;
} & (
  | { readonly kind: 'key'; readonly key: ParsedKey }
  | { readonly kind: 'encrypted'; readonly content: Buffer }
  | { readonly kind: 'public only' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly why: string }
);

/** Reads an identity file, and the public half beside it. */
export async function readIdentity(file: string): Promise<Identity> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  const publicKey = await readPublicKey(`${file}.pub`);
  const certificate = `${file}-cert.pub`;
  const beside = { file, ...((await isThere(certificate)) ? { certificate } : {}) };
  const known = { ...beside, ...(publicKey === undefined ? {} : { publicKey }) };
  if (content instanceof Error) {
    if (content.code !== 'ENOENT') return { ...known, kind: 'unusable', why: content.message };
    return { ...known, kind: publicKey === undefined ? 'missing' : 'public only' };
  }
  const key = ssh2.utils.parseKey(content);
  if (key instanceof Error) {
    if (key.message.startsWith('Encrypted')) return { ...known, kind: 'encrypted', content };
    return { ...known, kind: 'unusable', why: whyUnusable(content.toString('latin1'), key.message) };
  }
  const whole = { ...beside, publicKey: key.getPublicSSH() };
  return key.isPrivateKey() ? { ...whole, kind: 'key', key } : { ...whole, kind: 'public only' };
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

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
