import { gzipSync } from 'node:zlib';
import { framed } from './read-script.ts';

/** What is shorter goes in one packet or a few as it is, in characters. */
const WORTH_IT = 4_096;

/**
 * A framed script as the remote shell takes it: by gzip(1) where that makes it shorter. Questions are much alike, and a link sends
 * some 14 kB before it waits for an answer (RFC 6928).
 */
export function packed(script: string): string | Buffer {
  if (script.length < WORTH_IT) return script;
  const body = gzipSync(script.replace(/^\n\d+\n/, ''));
  return Buffer.concat([Buffer.from(framed(body.length, 'gzip')), body]);
}
