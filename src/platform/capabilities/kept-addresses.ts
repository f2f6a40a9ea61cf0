import { type Capability, capability } from '../../core/capability.ts';

/** Has the network's owner leave addresses alone that others put on an interface, when it starts or reads its files again. */
export const keptAddresses: Capability<{ readonly device: string }> = capability('addresses of others', {
  optional: true,
});
