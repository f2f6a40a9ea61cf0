import { EXIT, HostError } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import { askDenials, denialsIn, enforces, firstOf, secondsAgo, whyDenied } from '../run/denials.ts';
import type { Fleet } from '../run/fleet.ts';

/** So long may a host take to say what it denied, in seconds: the failure itself is told in any case. */
const WITHIN = 10;

/** Where and when something failed. */
interface Failed {
  readonly host: string;
  /** What the host does about what its policy forbids, where that is known. */
  readonly selinux?: Facts['selinux'] | undefined;
  readonly fleet: Fleet;
  /** When it began, in milliseconds of `performance.now()`. */
  readonly began: number;
}

/** The error with what SELinux denied since its command began, where it enforces: programs only say "Permission denied", if that. */
export async function withDenials(error: unknown, { host, selinux, fleet, began }: Failed): Promise<unknown> {
  if (!(error instanceof HostError) || (selinux ?? 'enforcing') !== 'enforcing') return error;
  const { failure } = error;
  // What became of the host's network has causes of its own.
  const isOfCommand = failure.command !== undefined || failure.outputIs === 'what is left';
  if (failure.exit !== EXIT.failed || !isOfCommand) return error;
  const { done } = await fleet.each({ phase: 'apply', hosts: [host], quiet: true, together: true }, (connection) =>
    connection.ask([{ run: askDenials, withinSeconds: WITHIN }]),
  );
  const stdout = done.get(host)?.[0]?.stdout ?? '';
  if (!enforces(stdout)) return error;
  const since = secondsAgo(stdout, (performance.now() - began) / 1000);
  const denied = firstOf(denialsIn(stdout, { since, permissive: false }));
  if (denied.length === 0) return error;
  const next = `SELinux may be the cause. To see why it denies: ${whyDenied(stdout, 'recent')}\n${failure.next ?? ''}`;
  return new HostError({ ...failure, denied, next: next.trim() }, { cause: error });
}
