import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Lab } from '../../../lab/index.ts';
import { type Outcome, run } from '../../../lab/system/run.ts';
import { formLines, type Poison } from './forms.ts';

/** Longer than any test here; nothing is left behind even when nobody says stop. */
const MOST_SECONDS = 1500;

const script = (name: string): string => readFileSync(path.join(import.meta.dirname, name), 'utf8');

/** Runs a command on a host (of the lab, or this one), with text on its stdin. */
export type RunOn = (argv: readonly string[], input?: string) => Promise<Outcome>;

export const onNode =
  (lab: Lab, name: string): RunOn =>
  (argv, input) =>
    lab.exec(name, argv, { input, timeout: (MOST_SECONDS + 60) * 1000 });

export const onController: RunOn = (argv, input) => run(argv, { input });

/** What was seen of a host, a line each. */
export interface Seen {
  readonly lines: readonly string[];
  /** How often, by what was counted. */
  readonly counts: Readonly<Record<string, number>>;
}

const seenIn = ({ code, stdout, stderr }: Outcome): Seen => {
  if (code !== 0) throw new Error(`the watch failed: ${stderr}`);
  const counts = [...stdout.matchAll(/^(samples|tries|files) (\d+)\n/gm)];
  return {
    lines: stdout.split('\n').filter((line) => line !== '' && !counts.some(([whole]) => whole === `${line}\n`)),
    counts: Object.fromEntries(counts.map(([, what = '', count]) => [what, Number(count)])),
  };
};

interface Watching {
  /** A file whose appearance ends it. */
  readonly stop: string;
  /** Shown, when it ends, by a process in its argument and environment. */
  readonly control: string;
  readonly poisons: readonly Poison[];
  /** Read, as nobody, again and again. */
  readonly files: readonly string[];
}

/** Says stop while it shows what it was called by, until it is over. */
const SAY_STOP = 'touch "$1"; i=0; while [ ! -e "$1.over" ] && [ $((i += 1)) -lt 300 ]; do sleep 1; done';

/** Watches a host's processes and files until the returned function is called. */
export function watch(on: RunOn, { stop, control, poisons, files }: Watching): () => Promise<Seen> {
  const argv = ['perl', '-e', script('watch.pl'), '--', stop, String(MOST_SECONDS), ...files];
  const watching = on(argv, formLines(poisons));
  return async () => {
    const saying = on(['env', `CONTROL=${control}`, 'sh', '-c', SAY_STOP, control, stop]);
    const outcome = await watching;
    await on(['touch', `${stop}.over`]);
    await saying;
    return seenIn(outcome);
  };
}

/** Where on a host the secrets are, in any form. */
export const search = async (on: RunOn, poisons: readonly Poison[], directories: readonly string[]): Promise<Seen> =>
  seenIn(await on(['perl', '-e', script('search.pl'), '--', ...directories], formLines(poisons)));
