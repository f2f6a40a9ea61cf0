/** What an ansible-vault text consists of. */
export interface Envelope {
  /** The vault id it was made with; a hint only, as Ansible tries every password. */
  readonly label?: string;
  readonly salt: Buffer;
  /** Of the ciphertext. */
  readonly hmac: Buffer;
  readonly ciphertext: Buffer;
}

const MARK = '$ANSIBLE_VAULT;';
const HMAC_BYTES = 32;

export const isVaulted = (text: string): boolean => text.startsWith(MARK);

/**
 * Takes apart `$ANSIBLE_VAULT;1.1;AES256` (or `;1.2;AES256;label`) and the lines behind it: the hexadecimal form of
 * three lines, each hexadecimal again (ansible/parsing/vault `parse_vaulttext_envelope`, `parse_vaulttext`).
 */
export function parseEnvelope(text: string): Envelope | { readonly wrong: string } {
  const [header = '', ...lines] = text.split('\n').map((line) => line.trim());
  const [, version = '', cipher = '', label] = header.split(';');
  if (!isVaulted(header)) return { wrong: 'expected an ansible-vault text, beginning with $ANSIBLE_VAULT' };
  if (/;AES256\S*\s+\S/.test(header))
    return {
      wrong: 'the lines of this ansible-vault text run together; write | behind !vault, and the lines below it',
    };
  if (!['1.1', '1.2'].includes(version) || cipher !== 'AES256')
    return { wrong: 'not of a kind that is read (1.1 or 1.2, AES256); `ansible-vault rekey` makes it one' };
  const [salt, hmac, ciphertext] = (unhex(lines.join('')) ?? Buffer.of())
    .toString('latin1')
    .split('\n')
    .map((part) => unhex(part));
  if (salt === undefined || hmac?.length !== HMAC_BYTES || ciphertext === undefined)
    return { wrong: 'this ansible-vault text is damaged; some of it is missing, or was changed' };
  return { ...(label === undefined ? {} : { label }), salt, hmac, ciphertext };
}

const unhex = (text: string): Buffer | undefined =>
  /^(?:[0-9a-fA-F]{2})+$/.test(text) ? Buffer.from(text, 'hex') : undefined;
