import type { VirtualServer } from './table.ts';

/** A virtual service of the inventory, as the kernel's table should have it while all real servers answer. */
export interface WantedService extends VirtualServer {
  /** The inventory's; behind that of its address, where that has one: `shop/web`. */
  readonly name: string;
  /** Where it stands among a director's variables; default: so many services down `virtual_services`. */
  readonly path?: readonly PropertyKey[];
  /** Addresses of all its real servers, whether or not clients are sent there. */
  readonly realServers: readonly string[];
}

/** For how long a client is sent to the same real server, in seconds; undefined where it is not. */
export const persistenceOf = ({ flags }: VirtualServer): number | undefined => {
  const [seconds] = flags.flatMap((flag) => (flag.startsWith('persistent ') ? [Number(flag.slice(11))] : []));
  return seconds;
};

/** Whether a service has a flag of its scheduler, such as `sh-fallback`. */
export const hasSchedulerFlag = ({ flags }: VirtualServer, wanted: string): boolean =>
  flags.some((flag) => flag.startsWith('(') && flag.slice(1, -1).split(',').includes(wanted));
