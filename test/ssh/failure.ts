import { expect } from 'vitest';
import { HostError, type HostFailure } from '../../src/core/errors.ts';

/** What a host failed with. Fails when it did not fail, or by anything but a HostError. */
export async function failureOf(work: Promise<unknown>): Promise<HostFailure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HostError);
  return (error as HostError).failure;
}
