import { argumentsOf } from '../arguments.ts';
import { textOf } from '../compare.ts';
import { refuse } from '../failure.ts';
import { toText } from '../python-text.ts';
import { isList, isTuple, type Value } from '../value.ts';
import type { Filter } from './filter.ts';
import {
  addressText,
  broadcastOf,
  firstOf,
  hostmaskOf,
  type Network,
  netmaskOf,
  networkText,
  readNetwork,
  sizeOf,
} from './network.ts';

type Query = (network: Network, text: string) => Value;

const isAtEnd = (network: Network): boolean =>
  network.address === firstOf(network) && broadcastOf(network) !== undefined;

const address: Query = (network) =>
  sizeOf(network) === 1n || !isAtEnd(network) || network.version === 6 ? addressText(network, network.address) : null;

const addressAndPrefix: Query = (network) => {
  const isEdge = network.address === firstOf(network) || network.address === broadcastOf(network);
  return sizeOf(network) > 2n && isEdge ? false : networkText(network);
};

const subnet: Query = (network) => networkText(network, firstOf(network));

const ofVersion =
  (version: 4 | 6): Query =>
  (network, text) =>
    network.version === version ? text : refuse(`an address of IPv${network.version} as one of IPv${version}`);

const hostmask: Query = (network) => addressText(network, hostmaskOf(network));

/** What is asked of an address (`ipaddr` of ansible.utils). */
const QUERIES: Readonly<Record<string, Query>> = {
  '': (network) => (network.isNetwork ? networkText(network) : addressText(network, network.address)),
  address,
  ip: address,
  'address/prefix': addressAndPrefix,
  'host/prefix': addressAndPrefix,
  gateway: addressAndPrefix,
  gw: addressAndPrefix,
  hostnet: addressAndPrefix,
  router: addressAndPrefix,
  bool: () => true,
  broadcast: (network) => (sizeOf(network) > 2n ? addressText(network, broadcastOf(network) ?? 0n) : null),
  cidr: (network) => networkText(network),
  host: (network) => (sizeOf(network) === 1n || !isAtEnd(network) ? networkText(network) : null),
  hostmask,
  wildcard: hostmask,
  'ip/prefix': (network) =>
    sizeOf(network) === 2n || (sizeOf(network) > 1n && network.address !== firstOf(network))
      ? networkText(network)
      : null,
  ipv4: ofVersion(4),
  v4: ofVersion(4),
  ipv6: ofVersion(6),
  v6: ofVersion(6),
  net: (network) => (sizeOf(network) > 1n && network.address === firstOf(network) ? networkText(network) : null),
  netmask: (network) => addressText(network, netmaskOf(network)),
  network: (network) => addressText(network, firstOf(network)),
  network_id: (network) => addressText(network, firstOf(network)),
  'network/prefix': subnet,
  subnet,
  prefix: (network) => BigInt(network.prefix),
  size: sizeOf,
  type: (network) => (sizeOf(network) === 1n || network.address !== firstOf(network) ? 'address' : 'network'),
  version: (network) => BigInt(network.version),
};

/** The nth address of a network; of an address alone, itself. */
function nth(network: Network, index: bigint): Value {
  const size = sizeOf(network);
  if (size === 1n) return network.isNetwork ? networkText(network) : addressText(network, network.address);
  const place = index < 0n ? size + index : index;
  return place < 0n || place >= size ? false : networkText(network, firstOf(network) + place);
}

/** Whether one network is within another: the value itself, or nothing. */
const within = (network: Network, around: Network, text: string): Value =>
  network.version === around.version &&
  network.prefix >= around.prefix &&
  (network.address & netmaskOf(around)) === firstOf(around)
    ? text
    : null;

const asking =
  (version?: 4 | 6): Filter =>
  (value, given) => {
    const { query = '' } = argumentsOf(given, ['query']);
    return ask(value, query, version);
  };

function ask(value: Value, query: Value, version: 4 | 6 | undefined): Value {
  if (isList(value) || isTuple(value)) {
    const items = isList(value) ? value : value.tuple;
    return items
      .map((one) => ask(one, toText(query), version))
      .filter((one) => one !== false && one !== null && one !== '' && one !== 0n);
  }
  if (value === null) return refuse('none as an address');
  if (value === '' || typeof value === 'boolean') return false;
  const text = textOf(value);
  if (text === undefined || /^\d+$/.test(text)) return refuse('a number as an address');
  const network = readNetwork(text);
  if (network === undefined) return false;
  const name = textOf(query) ?? (typeof query === 'bigint' ? String(query) : refuse('a query that is no text'));
  if (/^-?\d+$/.test(name))
    return version !== undefined && network.version !== version ? false : nth(network, BigInt(name));
  const known = Object.hasOwn(QUERIES, name) ? QUERIES[name] : undefined;
  const around = known === undefined && /^[0-9a-fA-F.:]+\/\d+$/.test(name) ? readNetwork(name) : undefined;
  if (known === undefined && around === undefined) return refuse(`the query "${name}" of an address is not followed`);
  if (version !== undefined && network.version !== version) return false;
  return around === undefined ? (known?.(network, text) ?? null) : within(network, around, text);
}

/** Ask addresses and networks. */
export const ADDRESSES: Readonly<Record<string, Filter>> = {
  ipaddr: asking(),
  ipv4: asking(4),
  ipv6: asking(6),
};
