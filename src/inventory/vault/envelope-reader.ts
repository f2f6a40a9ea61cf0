import type { Position } from '../../core/errors.ts';
import type { Secrets } from '../../core/secrets.ts';
import { parseYaml } from '../yaml/parse.ts';
import { PLAIN_TEXTS } from '../yaml/texts.ts';
import { isVaulted } from './envelope.ts';
import type { ReadYaml } from './read-yaml.ts';

/** Reads vaulted values without opening them: `vaulted` says which ansible-vault text a token stands for. */
export interface EnvelopeReader {
  readonly readYaml: ReadYaml;
  readonly vaulted: (token: string) => string | undefined;
  /** Where it stands. */
  readonly at: (token: string) => Position | undefined;
}

/** @param whole reads files that are vaulted as a whole; default: they are texts like others */
export function envelopeReader(secrets: Pick<Secrets, 'defer'>, whole?: ReadYaml): EnvelopeReader {
  const envelopes = new Map<string, { readonly envelope: string; readonly at: Position }>();
  const readYaml: ReadYaml = (file, text) => {
    if (whole !== undefined && isVaulted(text)) return whole(file, text);
    return parseYaml(file, text, {
      ...PLAIN_TEXTS,
      vaulted: (envelope, at) => {
        const token = secrets.defer(`envelope ${envelopes.size}`, envelope);
        envelopes.set(token, { envelope, at });
        return { token };
      },
    });
  };
  return { readYaml, vaulted: (token) => envelopes.get(token)?.envelope, at: (token) => envelopes.get(token)?.at };
}
