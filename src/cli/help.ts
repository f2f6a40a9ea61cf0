import type { ExitCode } from '../core/errors.ts';
import { EXIT_MEANING } from '../output/exit-meaning.ts';
import { indent, textTable } from '../output/text.ts';

/** What makes the text below a command's options in its `--help`: few who start a command ask for it. */
export function helpText(help: {
  readonly examples: readonly (readonly [command: string, what: string])[];
  readonly exits: readonly ExitCode[];
  readonly next: string;
}): () => string {
  return () =>
    [
      '',
      'Examples:',
      ...indent(textTable(help.examples)),
      '',
      'Exit codes:',
      ...indent(textTable(help.exits.map((exit) => [String(exit).padStart(3), EXIT_MEANING[exit]]))),
      '',
      `Next: ${help.next}`,
    ].join('\n');
}
