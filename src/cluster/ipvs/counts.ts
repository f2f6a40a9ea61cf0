import { canonicalEndpoint } from '../../core/address/endpoint.ts';
import { isFromDirectors } from './from-directors.ts';

/** A real server of one virtual service in the kernel's table, with its connections there. */
export interface Counts {
  /** As the table's key has it: `TCP 192.168.6.240:80`. */
  readonly virtual: string;
  /** `192.168.6.2:80` */
  readonly real: string;
  readonly weight: number;
  /** Clients that are sent there whenever they come back, for as long as they persist. */
  readonly persistent: number;
  /** Established connections (tcp); udp has none that count as such. */
  readonly active: number;
  /** All others: closing, or not yet established. */
  readonly inactive: number;
}

const VIRTUAL = /^(TCP|UDP|SCTP|FWM)\s+(\S+(?: IPv6)?)/;
const REAL = /^\s+->\s+(\S+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*$/;

/** Reads the output of `ipvsadm -L -n --persistent-conn`; see ipvsadm(8). */
export function parseCounts(output: string): readonly Counts[] {
  let virtual = '';
  return output.split('\n').flatMap((line) => {
    const [, protocol, address = ''] = VIRTUAL.exec(line) ?? [];
    if (protocol !== undefined) virtual = `${protocol} ${canonicalEndpoint(address)}`;
    const [, real, weight, persistent, active, inactive] = REAL.exec(line) ?? [];
    if (real === undefined || isFromDirectors(virtual)) return [];
    const [w = 0, p = 0, a = 0, i = 0] = [weight, persistent, active, inactive].map(Number);
    return [{ virtual, real: canonicalEndpoint(real), weight: w, persistent: p, active: a, inactive: i }];
  });
}
