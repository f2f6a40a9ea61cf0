import { EXIT, type ExitCode, HostError, InputError, type Problem, showProblem } from '../core/errors.ts';
import type { Redact } from '../core/shown.ts';
import { formatFailure } from '../output/failure.ts';
import { uncoloured } from '../output/paint.ts';
import { count, indent, linesOf, oneLine } from '../output/text.ts';
import { positionInPlaybook } from './playbook-problem.ts';

/** What is told of an error that ended a command without a summary. */
export interface RefusalLines {
  readonly exit: ExitCode;
  readonly problems: readonly Problem[];
  /** For people, on stderr. */
  readonly lines: readonly string[];
}

/** Sorts an error by whose affair it is: the input's, a host's, the playbook's code, or a bug in umctl. */
export function refusalOf(
  error: unknown,
  {
    verbosity,
    signal,
    redact = (shown) => shown,
  }: { readonly verbosity: number; readonly signal?: AbortSignal; readonly redact?: Redact },
): RefusalLines {
  if (error instanceof InputError) {
    // Whoever breaks a question off gave no wrong answer.
    if (signal?.aborted === true) return INTERRUPTED;
    const problems = redact(error.problems);
    const total = `${count(problems.length, 'problem')}. Nothing was changed.`;
    const lines = [...problems.flatMap((problem) => hanging(showProblem(problem))), total];
    return { exit: EXIT.invalid, problems, lines };
  }
  if (error instanceof HostError) {
    const exit = signal?.aborted === true ? EXIT.interrupted : error.failure.exit;
    const failures = redact([error.failure, ...error.others]);
    const problems = failures.map(({ host, message }) => ({ message: `${host}: ${message}` }));
    return { exit, problems, lines: failures.flatMap((failure) => formatFailure(failure, uncoloured)) };
  }
  return bug(error, { verbosity, redact });
}

/** What follows the first line is indented: what a program printed cannot look like another problem. */
function hanging(text: string): readonly string[] {
  const [first = '', ...rest] = linesOf(text);
  return [first, ...indent(rest)];
}

const INTERRUPTED: RefusalLines = {
  exit: EXIT.interrupted,
  problems: [{ message: 'interrupted' }],
  lines: ['Interrupted. Nothing was changed.'],
};

function bug(
  error: unknown,
  { verbosity, redact }: { readonly verbosity: number; readonly redact: Redact },
): RefusalLines {
  const message = redact(error instanceof Error ? error.message : String(error));
  const stack = redact(error instanceof Error ? (error.stack ?? '') : '');
  const at = positionInPlaybook(stack);
  const shown = verbosity >= 3 ? indent(linesOf(stack)) : ['Add -vvv to see where it happened.'];
  if (at !== undefined) {
    const problem = { at, message: oneLine(message) };
    const lines = [showProblem(problem), 'The playbook failed there; correct it.', ...shown];
    return { exit: EXIT.failed, problems: [problem], lines };
  }
  const lines = [
    `umctl: ${oneLine(message)}`,
    'This is a bug in umctl: please report it, with what you typed and what follows.',
    ...shown,
  ];
  return { exit: EXIT.failed, problems: [{ message: `bug in umctl: ${message}` }], lines };
}
