import { once } from 'node:events';
import { connect } from 'node:net';
import ssh2 from 'ssh2';
import { keyType } from './host-key.ts';

/** draft-ietf-sshm-ssh-agent: the request for the identities, and the answer to it. */
const [REQUEST_IDENTITIES, IDENTITIES_ANSWER] = [11, 12];

/** How long an agent may take, in milliseconds. */
const LIMIT = 5_000;

/**
 * The keys in an agent that umctl cannot log in with, as a person would name them: ssh2 leaves out those of kinds that it
 * does not know without a word. No agent has none.
 */
export async function unusableInAgent(socket: string | undefined): Promise<readonly string[]> {
  if (socket === undefined || socket === '') return [];
  const answer = await listing(socket).catch(() => Buffer.alloc(0));
  return keysOf(answer).flatMap(({ blob, comment }) =>
    ssh2.utils.parseKey(blob) instanceof Error ? [`${comment} (${keyType(blob)})`] : [],
  );
}

async function listing(path: string): Promise<Buffer> {
  const agent = connect(path);
  try {
    const signal = AbortSignal.timeout(LIMIT);
    await once(agent, 'connect', { signal });
    agent.write(Buffer.from([0, 0, 0, 1, REQUEST_IDENTITIES]));
    let answer = Buffer.alloc(0);
    while (answer.length < 4 || answer.length < 4 + answer.readUInt32BE(0)) {
      const [chunk] = (await once(agent, 'data', { signal })) as [Buffer];
      answer = Buffer.concat([answer, chunk]);
    }
    return answer;
  } finally {
    agent.destroy();
  }
}

function keysOf(answer: Buffer): readonly { readonly blob: Buffer; readonly comment: string }[] {
  if (answer.length < 9 || answer[4] !== IDENTITIES_ANSWER) return [];
  let at = 9;
  const text = (): Buffer => {
    const from = at + 4;
    at = from + (from <= answer.length ? answer.readUInt32BE(at) : 0);
    return answer.subarray(from, at);
  };
  const keys = [];
  for (let left = answer.readUInt32BE(5); left > 0 && at < answer.length; left--) {
    const blob = Buffer.from(text());
    keys.push({ blob, comment: text().toString() });
  }
  return keys;
}
