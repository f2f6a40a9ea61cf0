import type { Ask, Output } from '../core/connection.ts';
import { withoutTokens } from '../core/redaction.ts';
import type { Secrets } from '../core/secrets.ts';

/** What a host said, with tokens for the digests of files that hold secrets, and without the characters that would make it look like a token. */
export const receive = ({ code, stdout, stderr }: Output, secrets: Secrets): Output => ({
  code,
  stdout: secrets.redactDigests(withoutTokens(stdout)),
  stderr: secrets.redactDigests(withoutTokens(stderr)),
});

/** The same, with a token for each answer that is a secret as a whole. */
export function receiveSealed(outputs: readonly Output[], asks: readonly Ask[], secrets: Secrets): readonly Output[] {
  const tokens = outputs.map(({ stdout }, i) => {
    const name = asks[i]?.seal;
    const value = stdout.replace(/\n$/, '');
    return name === undefined ? undefined : value === '' ? '' : secrets.seal(name, value);
  });
  return outputs.map((output, i) => {
    const token = tokens[i];
    return token === undefined
      ? receive(output, secrets)
      : { ...receive({ ...output, stdout: '' }, secrets), stdout: token };
  });
}
