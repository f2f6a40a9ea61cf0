import { type Drained, type Register, revise } from './register.ts';

/** What is to become of some real servers. */
export interface DrainChange {
  /** `returning` comes between `drained` and `in service`; see {@link Drained}. */
  readonly to: Drained['state'] | 'in service';
  readonly addresses: readonly string[];
  readonly since: string;
  readonly by: string;
  readonly why: string;
}

/** The register after a change; the same one where there is nothing to change. */
export function changed(register: Register, { to, addresses, since, by, why }: DrainChange): Register {
  const known = (address: string) => register.drained.find((one) => one.address === address);
  if (to === 'in service') {
    const forgotten = addresses.filter((address) => known(address) !== undefined);
    return forgotten.length === 0 ? register : revise(register, [], forgotten);
  }
  const others = addresses.filter((address) => {
    const state = known(address)?.state;
    return to === 'drained' ? state !== 'drained' : state === 'drained';
  });
  if (others.length === 0) return register;
  return revise(
    register,
    others.map((address) => ({ address, state: to, since, by, why })),
  );
}
