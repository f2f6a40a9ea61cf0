import type { CheckResult } from '../core/check.ts';
import { indentedBlock, shortened } from './failure.ts';
import type { Paint } from './paint.ts';
import { duration, indent, linesOf, printable } from './text.ts';

/** A check on one line; a failed one with what was asked and answered. */
export function formatCheck(result: CheckResult, paint: Paint): readonly string[] {
  const { name, complaint, remark, evidence, milliseconds } = result;
  const waited = milliseconds === 0 ? '' : ` (after ${duration(milliseconds)})`;
  if (complaint === undefined) {
    const besides = remark === undefined ? '' : `; ${printable(remark)}`;
    return [`${paint('good', 'ok    ')}  ${printable(name)}${waited}${besides}`];
  }
  return [
    `${paint('bad', 'FAILED')}  ${printable(name)}: ${printable(complaint)}${waited}`,
    ...indent(evidence.flatMap(formatEvidence), '        '),
  ];
}

const formatEvidence = ({ host, command, output }: CheckResult['evidence'][number]): readonly string[] => [
  ...shortened(linesOf(command), '--json shows them').map((line, i) => (i === 0 ? `${host}$ ${line}` : `  ${line}`)),
  ...indent([
    ...linesOf(output.stdout),
    ...(output.stderr === '' ? [] : indentedBlock('stderr', linesOf(output.stderr))),
    `exit code ${output.code}`,
  ]),
];
