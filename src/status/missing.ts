import { parseArping } from '../../roles/realserver/arping.ts';
import type { Output } from '../core/connection.ts';
import type { Sh } from '../core/sh.ts';
import { askWhoHas, type NodeQuestions } from './ask.ts';

/** A node that does not answer umctl, by its address on the segment. */
export interface Missing {
  readonly name: string;
  readonly address: string;
}

/** Asks on the segment for nodes that do not answer umctl: a host that answers ARP for its own address is not down. */
export const missingAsks = (node: NodeQuestions, missing: readonly Missing[]): readonly Sh[] =>
  missing.map(({ address }) => askWhoHas(address, node));

/** Reads the answers to {@link missingAsks}: the hardware address of each that was heard, by name. */
export const parseMissing = (outputs: readonly Output[], missing: readonly Missing[]): ReadonlyMap<string, string> =>
  new Map(
    missing.flatMap(({ name }, i) => {
      const [mac] = parseArping(outputs[i]?.stdout ?? '');
      return mac === undefined ? [] : [[name, mac] as const];
    }),
  );
