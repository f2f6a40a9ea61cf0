import { access, open, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import ssh2, { type ParsedKey } from 'ssh2';
import { quote } from '../core/sh.ts';

/** What is behind the name of an identity file. */
export type KeyFile = {
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
export async function readIdentity(file: string): Promise<KeyFile> {
  const found = await readWithMode(file).catch((error: NodeJS.ErrnoException) => error);
  const publicKey = await readPublicKey(`${file}.pub`);
  const certificate = `${file}-cert.pub`;
  const beside = { file, ...((await isThere(certificate)) ? { certificate } : {}) };
  const known = { ...beside, ...(publicKey === undefined ? {} : { publicKey }) };
  if (found instanceof Error) {
    if (found.code !== 'ENOENT') return { ...known, kind: 'unusable', why: found.message };
    return { ...known, kind: publicKey === undefined ? 'missing' : 'public only' };
  }
  const { content, openTo } = found;
  const key = ssh2.utils.parseKey(content);
  const isPrivate = key instanceof Error ? key.message.startsWith('Encrypted') : key.isPrivateKey();
  if (isPrivate && openTo !== undefined) {
    return { ...known, kind: 'unusable', why: `${openTo}, so ssh ignores it, and umctl too: chmod 600 ${quote(file)}` };
  }
  if (key instanceof Error) {
    if (isPrivate) return { ...known, kind: 'encrypted', content };
    return { ...known, kind: 'unusable', why: whyUnusable(content.toString('latin1'), key.message) };
  }
  const whole = { ...beside, publicKey: key.getPublicSSH() };
  return key.isPrivateKey() ? { ...whole, kind: 'key', key } : { ...whole, kind: 'public only' };
}

/** `openTo`: what is wrong with the mode of a file of one's own, by the rule of ssh; of others' files any mode will do. */
async function readWithMode(file: string): Promise<{ readonly content: Buffer; readonly openTo: string | undefined }> {
  const handle = await open(file);
  try {
    const { uid, mode } = await handle.stat();
    const isOpen = uid === userInfo().uid && (mode & 0o077) !== 0;
    const openTo = isOpen ? `others may read or write it (mode 0${(mode & 0o777).toString(8)})` : undefined;
    return { content: await handle.readFile(), openTo };
  } finally {
    await handle.close();
  }
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
