import { addressIn } from '../../src/core/address/endpoint.ts';
import type { Output } from '../../src/core/connection.ts';
import { type Sh, sh } from '../../src/core/sh.ts';
import { template } from '../../src/core/template.ts';
import { HTTPS_CHECKS } from './https-checks.ts';

const program = template<Record<never, never>>(new URL('./templates/ask.pl.ejs', import.meta.url));

/**
 * Asks each real server what ldirectord asks it, from the node this runs on. Prints a line of
 * `VIRTUAL REAL up|down|unasked|lost MESSAGE` for each.
 */
export const askRealServers = (): Sh =>
  sh`env ${HTTPS_CHECKS} PERLIO=perlio perl -e ${program({})} "$(command -v ldirectord)" /etc/ha.d/ldirectord.cf`;

/** What a real server of a virtual service said to its check. */
export interface RealServerAnswer {
  readonly virtual: string;
  readonly real: string;
  readonly state: string;
  readonly said: string;
}

/** Reads what {@link askRealServers} prints. */
export const parseAnswers = (output: string): readonly RealServerAnswer[] =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [virtual = '', real = '', state = '', ...said] = line.trim().split(' ');
      return { virtual, real, state, said: said.join(' ') };
    });

/**
 * Which real servers did not answer as they should; those that ldirectord never asks (`off`) count as well, and those
 * that are out of the rotation do not, whatever is done to them meanwhile.
 * @param drained their addresses
 */
export function answersComplaint(
  { code, stdout, stderr }: Output,
  { drained = new Set() }: { readonly drained?: ReadonlySet<string> } = {},
): string | undefined {
  if (code === 124) return 'a real server keeps its check waiting longer than a question to a host may take';
  if (code !== 0) return `the real servers could not be asked: ${stderr.trim()}`;
  const answers = parseAnswers(stdout);
  if (answers.length === 0) return 'ldirectord.cf has no real servers';
  const bad = answers.filter(
    ({ state, real }) => state !== 'up' && state !== 'unasked' && !drained.has(addressIn(real)),
  );
  return bad.length === 0
    ? undefined
    : bad
        .map(({ virtual, real, said }) => `${real} of ${virtual} does not answer its check${said && `: ${said}`}`)
        .join('; ');
}
