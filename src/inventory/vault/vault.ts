import { decrypt } from './decrypt.ts';
import { parseEnvelope } from './envelope.ts';

/** A password by the vault id it goes under. */
export interface VaultPassword {
  readonly label: string;
  readonly password: Uint8Array;
}

/** Opens ansible-vault texts. What is wrong with one is told without any of it. */
export interface Vault {
  readonly open: (text: string) => { readonly text: string } | { readonly wrong: string };
}

const NO_PASSWORD =
  'vaulted, and no password for it is given; see --vault-password-file, --vault-id, --ask-vault-pass and ANSIBLE_VAULT_PASSWORD_FILE';

/** A vault with these passwords: those of a text's own vault id are tried first, then, as Ansible does, all others. */
export function createVault(passwords: readonly VaultPassword[]): Vault {
  return {
    open(text) {
      const envelope = parseEnvelope(text);
      if ('wrong' in envelope) return envelope;
      if (passwords.length === 0) return { wrong: NO_PASSWORD };
      const meant = passwords.filter(({ label }) => label === envelope.label);
      for (const { password } of new Set([...meant, ...passwords])) {
        const bytes = decrypt(envelope, password);
        if (bytes !== undefined) return decode(bytes);
      }
      return { wrong: noneFits(passwords, envelope.label) };
    },
  };
}

function decode(bytes: Uint8Array): ReturnType<Vault['open']> {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { wrong: 'what is vaulted here is not UTF-8 text' };
  }
}

function noneFits(passwords: readonly VaultPassword[], label: string | undefined): string {
  const tried = [...new Set(passwords.map((password) => password.label))].join(', ');
  const made = label === undefined ? '' : `; it was made with the vault id ${label}`;
  return `wrong vault password, or the vaulted text was changed (tried: ${tried}${made})`;
}
