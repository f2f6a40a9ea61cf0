import { EXIT, HostError, type HostFailure, InputError } from '../../core/errors.ts';

/**
 * What an error says of the host that was worked on. Whatever is thrown over a host's answer is that host's failure: it
 * must not end the run for the others, nor keep locks from being freed. Only what is wrong with the input ends the run.
 * @throws InputError as it is
 */
export function asFailure(host: string, error: unknown): HostFailure {
  if (error instanceof HostError) return error.failure;
  if (error instanceof InputError) throw error;
  const where =
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .find((line) => /^\s+at /.test(line))
          ?.trim()
      : undefined;
  return {
    host,
    exit: EXIT.failed,
    message: `${CANNOT_UNDERSTAND}: ${String(error)}`,
    next:
      `check whether ${host} works, or leave it out with --limit 'all:!${host}'. If it works, this is a bug in umctl: ` +
      `please report it${where === undefined ? '' : `, with "${where}"`}`,
  };
}

export const CANNOT_UNDERSTAND = 'umctl does not understand what the host answers';
