import { type Answers, addressIn, type NamedAddress, type NamedHost } from '../../inventory/example/answers.ts';

type Single = Exclude<keyof Answers, 'directors' | 'realServers' | 'virtualAddresses'>;

/** The options by what they answer. */
export const OPTIONS = {
  gateway: '--gateway',
  interface: '--interface',
  user: '--user',
  serial: '--serial',
  stack: '--stack',
} as const satisfies Readonly<Record<Single, string>>;

/** A host, and a virtual address, as an option gives it. */
export const hostAnswer = ({ name, addresses }: NamedHost): string => `${name}=${addresses.join()}`;
export const addressAnswer = ({ name, address }: NamedAddress): string =>
  name === undefined ? address : `${name}=${address}`;

export const ADDRESS_OPTION = '--virtual-address';

/** What an answer is written as in the inventory. */
const KEYS: Readonly<Record<string, Single>> = {
  gateway: 'gateway',
  interface: 'interface',
  ucast: 'interface',
  ansible_user: 'user',
  serial: 'serial',
  stack: 'stack',
};

/**
 * Which answer stands in a line of the inventory that was to be written, as the option that gives it: nobody can look into a
 * file that is not there. Undefined where the line is the example's own. Pure.
 */
export function answerAt(answers: Answers, line: string): string | undefined {
  const [, key = ''] = /^[\s-]*([^\s:]+):/.exec(line) ?? [];
  const hosts = [
    ...answers.directors.map((host) => ({ ...host, option: '--director' })),
    ...answers.realServers.map((host) => ({ ...host, option: '--real-server' })),
  ];
  const [, own = ''] = /^\s*(?:ansible_host|address): (.*)/.exec(line) ?? [];
  const found = hosts.find(({ name, addresses }) => addresses.some((one) => (name === key ? line : own).includes(one)));
  if (found !== undefined) return `${found.option} ${hostAnswer(found)}`;
  const virtual = addressIn(line, answers.virtualAddresses);
  if (virtual !== undefined) return `${ADDRESS_OPTION} ${addressAnswer(virtual)}`;
  const name = KEYS[key];
  return name === undefined ? undefined : `${OPTIONS[name]} ${answers[name]}`;
}
