import { appendItems, commentOut, type HostLines, setHosts, setScalar, uncomment } from './edit.ts';

export interface NamedHost {
  readonly name: string;
  /** Its addresses on the segment, of which umctl logs in to the first; more than one where it has one of each family. */
  readonly addresses: readonly string[];
}

export interface NamedAddress {
  /** What it is called where there are several; unset = by its place. */
  readonly name?: string;
  /** With the segment's prefix length: `192.168.6.240/24`. */
  readonly address: string;
}

/** What the example inventory's `stack` may be. */
export const STACKS = ['keepalived', 'heartbeat'] as const;

/** What of the example inventory is different for everybody. */
export interface Answers {
  readonly directors: readonly NamedHost[];
  readonly realServers: readonly NamedHost[];
  readonly virtualAddresses: readonly NamedAddress[];
  readonly gateway: string;
  readonly interface: string;
  /** Who logs in. */
  readonly user: string;
  /** The device of the null-modem cable between the directors; empty = there is none. */
  readonly serial: string;
  /** One of {@link STACKS}; empty = umctl chooses when it plans. */
  readonly stack: string;
}

const VARS = ['all', 'vars'] as const;
const LINKS = [...VARS, 'heartbeat', 'links'] as const;

/** The example inventory with the answers put in; its comments stay, as they are the reference. Pure. */
export function fillExample(example: string, answers: Answers): string {
  const { directors, realServers, gateway, user, serial, stack } = answers;
  const edits: readonly ((text: string) => string)[] = [
    (text) => setScalar(text, [...VARS, 'ansible_user'], user),
    (text) => setScalar(text, [...VARS, 'interface'], answers.interface),
    (text) => setScalar(text, [...VARS, 'gateway'], gateway),
    (text) => setAddresses(text, answers.virtualAddresses),
    (text) => setScalar(text, [...LINKS, 0, 'ucast'], answers.interface),
    (text) => (serial === '' ? commentOut(text, [...LINKS, 1]) : setScalar(text, [...LINKS, 1, 'serial'], serial)),
    (text) => (stack === '' ? text : setScalar(uncomment(text, 'stack'), [...VARS, 'stack'], stack)),
    (text) => (user === 'root' ? text : uncomment(text, 'ansible_become')),
    (text) => setHosts(text, 'directors', directors.map(hostLines)),
    (text) => setHosts(text, 'real_servers', realServers.map(hostLines)),
  ];
  return edits.reduce((text, edit) => edit(text), example);
}

/** One without a name is `virtual_address`; all others are a list. */
function setAddresses(text: string, given: readonly NamedAddress[]): string {
  const [only, ...more] = given;
  if (only !== undefined && only.name === undefined && more.length === 0)
    return setScalar(text, [...VARS, 'virtual_address'], only.address);
  const list = uncomment(commentOut(text, [...VARS, 'virtual_address']), 'virtual_addresses');
  return appendItems(list, 'virtual_addresses', named(given));
}

/** By names of their own, or by their places. */
const named = (given: readonly NamedAddress[]) =>
  given.map(({ name = '', address }, i) => ({ name: name || `vip${i + 1}`, address }));

/** Which of the addresses stands in a line of the inventory, if one does. */
export function addressIn(line: string, given: readonly NamedAddress[]): NamedAddress | undefined {
  if (/^\s*virtual_address:/.test(line)) return given[0];
  const [, name] = /^\s*- \{ name: ([^,]*), address: /.exec(line) ?? [];
  const place = named(given).findIndex((one) => one.name === name);
  return given[place];
}

const hostLines = ({ name, addresses }: NamedHost): HostLines[number] => [
  name,
  { ansible_host: addresses[0] ?? '', ...(addresses.length > 1 ? { address: addresses } : {}) },
];
