import type { CheckResult } from '../../core/check.ts';
import type { Place } from '../../core/play.ts';
import { nodeAddress } from '../model/segment.ts';

const addressOf = ({ host }: Place): string => nodeAddress(host);

/** Whether a text has a name or an address as a word of its own: n1 is not in n10, and 192.168.6.2 not in 192.168.6.20. */
const names = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\w.-])${word.replaceAll('.', '[.]')}(?![\\w-]|[.]\\w)`).test(text);

/**
 * Whether what is wrong is wrong with the director that is left: its own service, as others see it too, or something of
 * a node that takes no part. What is wrong with the successor itself is not, nor what nobody is named for.
 */
export const leavesBehind =
  (from: Place, to: Place) =>
  ({ hosts, complaint = '' }: CheckResult): boolean =>
    !hosts.includes(to.host.name) ||
    complaint.split('; ').every((part) => names(part, from.host.name) || names(part, addressOf(from)));
