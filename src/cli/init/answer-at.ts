import type { Answers } from '../../inventory/example/answers.ts';

type Single = Exclude<keyof Answers, 'directors' | 'realServers'>;

/** The options by what they answer. */
export const OPTIONS = {
  virtualAddress: '--virtual-address',
  gateway: '--gateway',
  interface: '--interface',
  user: '--user',
  serial: '--serial',
  stack: '--stack',
} as const satisfies Readonly<Record<Single, string>>;

/** What an answer is written as in the inventory. */
const KEYS: Readonly<Record<string, Single>> = {
  virtual_address: 'virtualAddress',
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
  const found = hosts.find(({ name, address }) => name === key && line.includes(address));
  if (found !== undefined) return `${found.option} ${found.name}=${found.address}`;
  const name = KEYS[key];
  return name === undefined ? undefined : `${OPTIONS[name]} ${answers[name]}`;
}
