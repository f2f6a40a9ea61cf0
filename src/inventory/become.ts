import type { Become } from '../core/host.ts';
import { shellWords } from '../core/words.ts';
import { becomeFlags } from './become-flags.ts';
import { type BecomeMethod, becomeNames, NAMES } from './connection-names.ts';
import type { Reader } from './connection-variable.ts';

const METHODS: ReadonlyMap<string, BecomeMethod> = new Map([
  ...(['sudo', 'su'] as const).flatMap((name) =>
    ['', 'ansible.builtin.', 'ansible.legacy.'].map((prefix) => [`${prefix}${name}`, name] as const),
  ),
  ['doas', 'doas'],
  ['community.general.doas', 'doas'],
]);

const OTHER_METHOD = 'umctl becomes another user with sudo, su or doas; write one of them';

/** Signs that a shell would go by outside of quotes. */
const SHELL = /[$`;&|<>(){}[\]*?~!#\n]/;

/** Who to be on a host, and by which program; undefined where the login is enough. Nothing else of it is looked at then. */
export function readBecome(read: Reader): Become | undefined {
  if (read.boolean(NAMES.become) !== true) return undefined;
  const method = read.oneOf(NAMES.becomeMethod, METHODS, OTHER_METHOD) ?? 'sudo';
  const names = becomeNames(method);
  const password = read.secret(names.password);
  const exe = readWords(read, names.exe);
  const flags = readWords(read, names.flags);
  const wrong = becomeFlags(method, flags ?? []);
  if (wrong !== undefined) read.refuse(names.flags, wrong);
  return {
    user: read.wordOrEmpty(names.user) ?? 'root',
    ...(password !== undefined && { password }),
    ...(method !== 'sudo' && { method }),
    ...(exe !== undefined && exe.length > 0 && { exe }),
    ...(flags !== undefined && { flags }),
  };
}

/** A program or options as a shell splits them. Ansible hands them to a shell as they are; umctl has no shell look at them. */
function readWords(read: Reader, names: readonly string[]): readonly string[] | undefined {
  const text = read.text(names);
  if (text === undefined) return undefined;
  const words = shellWords(text);
  if (words !== undefined && !SHELL.test(text)) return words;
  read.refuse(names, `found ${JSON.stringify(text)}, expected words without signs of the shell such as $ ; | *`);
  return undefined;
}
