import process from 'node:process';
import { makeApplied } from './lab.ts';

/**
 * Global set-up of the lab tests (vitest): where all tests are to run, what many lab tests begin with is made while those
 * of other projects run, which leave a processor idle now and then.
 * @returns ends what is still at it
 */
export default function begin(): (() => Promise<void>) | undefined {
  if (process.env['UMCTL_TEST_ALL'] === undefined) return undefined;
  const making = new AbortController();
  // Who needs it does it again, and tells why it failed.
  const made = makeApplied(making.signal).catch(() => undefined);
  return async () => {
    making.abort();
    await made;
  };
}
