import { commentOut, setHosts, setScalar, uncomment } from './edit.ts';

export interface NamedHost {
  readonly name: string;
  /** Its address on the segment, which umctl logs in to. */
  readonly address: string;
}

/** What the example inventory's `stack` may be. */
export const STACKS = ['keepalived', 'heartbeat'] as const;

/** What of the example inventory is different for everybody. */
export interface Answers {
  readonly directors: readonly NamedHost[];
  readonly realServers: readonly NamedHost[];
  /** The virtual address with the segment's prefix length: `192.168.6.240/24`. */
  readonly virtualAddress: string;
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
  const { directors, realServers, virtualAddress, gateway, user, serial, stack } = answers;
  const hosts = (named: readonly NamedHost[]) =>
    named.map(({ name, address }) => [name, { ansible_host: address }] as const);
  const edits: readonly ((text: string) => string)[] = [
    (text) => setScalar(text, [...VARS, 'ansible_user'], user),
    (text) => setScalar(text, [...VARS, 'interface'], answers.interface),
    (text) => setScalar(text, [...VARS, 'gateway'], gateway),
    (text) => setScalar(text, [...VARS, 'virtual_address'], virtualAddress),
    (text) => setScalar(text, [...LINKS, 0, 'ucast'], answers.interface),
    (text) => (serial === '' ? commentOut(text, [...LINKS, 1]) : setScalar(text, [...LINKS, 1, 'serial'], serial)),
    (text) => (stack === '' ? text : setScalar(uncomment(text, 'stack'), [...VARS, 'stack'], stack)),
    (text) => (user === 'root' ? text : uncomment(text, 'ansible_become')),
    (text) => setHosts(text, 'directors', hosts(directors)),
    (text) => setHosts(text, 'real_servers', hosts(realServers)),
  ];
  return edits.reduce((text, edit) => edit(text), example);
}
