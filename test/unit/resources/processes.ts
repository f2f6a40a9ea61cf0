import { expect } from 'vitest';
import { type Sh, sh } from '../../../src/core/sh.ts';
import { together } from '../../../src/ssh/framing/together.ts';
import type { Node } from './node.ts';

/** The number of processes that a shell with this question among others starts: the ids of a pid namespace are in order. */
async function started(node: Node, question: Sh): Promise<number> {
  const [shared] = together(
    'm',
    [question, sh`:`].map(({ text }) => ({ text, seconds: 20 })),
    20,
  ).questions;
  const asked = sh`unshare -pf --kill-child sh -c '(eval "$1") >/dev/null; sh -c "echo \\$\\$"' sh ${shared?.text ?? ''}`;
  const { stdout, stderr } = await node.run(asked, 'm\n');
  expect(stderr).toBe('');
  return Number(stdout);
}

/** The number of processes that a question costs a host, among others. Only root may make a pid namespace. */
export const processesOf = async (node: Node, question: Sh): Promise<number> =>
  (await started(node, question)) - (await started(node, sh`:`));
