import type { Output } from '../../../src/core/connection.ts';
import { containsSecret, OTHER_SECRET } from '../../../src/core/secrets.ts';

/** Reads, by host, the mode and owner of authkeys and then its content, in which the key is a token. */
export function authkeysComplaint(answers: Readonly<Record<string, Output>>): string | undefined {
  const complaints = Object.entries(answers).flatMap(([host, { code, stdout, stderr }]) => {
    if (code !== 0) return [`${host}: ${stderr.trim() || 'authkeys cannot be read'}`];
    const [mode, ...content] = stdout.split('\n');
    if (mode !== '600 root:root') return [`${host}: authkeys is ${mode}, wanted 600 root:root`];
    const rest = content.join('\n');
    return rest.includes(OTHER_SECRET) || !containsSecret(rest) ? [`${host}: authkeys is not as wanted`] : [];
  });
  if (complaints.length > 0) return complaints.join('; ');
  return new Set(Object.values(answers).map(({ stdout }) => stdout)).size > 1
    ? 'authkeys is not the same on every director'
    : undefined;
}
