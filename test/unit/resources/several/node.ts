import { joinSh, sh } from '../../../../src/core/sh.ts';
import { file } from '../../../../src/resources/file.ts';
import type { AnswerLine } from '../../../../src/ssh/framing/answers.ts';
import { runScript, type ScriptTask } from '../../../../src/ssh/framing/run-script.ts';
import { runScriptIn, type Shell } from '../../ssh/framing/shells.ts';
import { type Node, openNode } from '../node.ts';

export type Params = Parameters<typeof file>[0];

/** Runs the steps of these files in one script, as a run does; how each ended. `alone` stands in place of what does one by itself. */
export type Write = (
  files: readonly Params[],
  options?: { readonly run?: string; readonly alone?: string; readonly shell?: Shell },
) => Promise<readonly AnswerLine[]>;

const DASH: Shell = { name: 'sh', command: ['sh'], before: '' };

/** A node whose /run is its own, and what writes files there. */
export async function openSeveral(): Promise<Node & { readonly write: Write }> {
  const node = await openNode();
  await node.given('mount -t tmpfs -o mode=755 none /run; mkdir -m 755 /etc/s');
  return {
    ...node,
    async write(files, { run = 'run-1', alone, shell = DASH } = {}) {
      const lines = await runScriptIn(shell, runScript('mark', files.map(taskOf(run, alone))), 'mark', {
        enter: node.enter,
      });
      return lines.filter(({ kind }) => kind === 'answer');
    },
  };
}

/** As the engine has it. */
const taskOf =
  (run: string, alone: string | undefined) =>
  (params: Params): ScriptTask => {
    const { run: text, stdin = '', several } = file(params).apply(() => true);
    const known = sh`UMCTL_RUN=${run} && export UMCTL_RUN`;
    return {
      text: alone ?? joinSh([known, text]).text,
      stdin,
      seconds: 50,
      ...(several === undefined ? {} : { several: { ...several, finish: joinSh([known, several.finish]) } }),
    };
  };

/** The answer of a step that went well and said nothing. */
export const done = (index: number) => ({ kind: 'answer', index, output: { code: 0, stdout: '', stderr: '' } });
