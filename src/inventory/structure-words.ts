import type { Problem } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { containsSecret } from '../core/secrets.ts';
import { kindOf, type Variables } from './groups.ts';
import type { Written, WrittenEntry } from './yaml/written.ts';

const SECTIONS = ['hosts', 'children', 'vars'];

/** What to do about a key beside hosts, children and vars in a group. */
export function unexpectedKey(key: string, group: string, { content }: WrittenEntry): string {
  if (SECTIONS.includes(group)) return `"${group}:" stands where the name of a group is expected; ${WHERE[group]}`;
  const meant = nearest(key, SECTIONS);
  const end = meant === undefined ? whereItBelongs(content) : `did you mean "${meant}"?`;
  return `unexpected key "${key}" in group "${group}"; ${end}`;
}

const HERE = 'leave it out here, or write it under a group, such as "all:"';
const WHERE: Readonly<Record<string, string>> = { hosts: HERE, vars: HERE, children: HERE };

function whereItBelongs({ entries, value }: Written): string {
  const expected = 'expected hosts, children or vars';
  if (SECTIONS.some((section) => entries?.has(section) === true)) return `${expected}: put a group under "children:"`;
  if (entries !== undefined || value === null)
    return `${expected}: put a host under "hosts:", a group under "children:"`;
  return `${expected}: put a variable under "vars:"`;
}

/** What is wrong with the content of `what` that should be a mapping. */
export function noMapping(what: string, content: Written): string {
  if (content.items !== undefined)
    return `${what}: expected a mapping (one \`name:\` a line, without dashes), found a list`;
  const meant = slipOf(content) ?? `expected a mapping, found ${kindOf(content)}${whereFor(what)}`;
  return `${what}: ${meant}`;
}

/** What a text was most likely meant to be that stands in the place of a mapping. */
export function slipOf(content: Written): string | undefined {
  const [, key, value] = /^([\w.-]+):(\S.*)$/.exec(textOf(content)) ?? [];
  if (key !== undefined) return `missing blank after the colon; write \`${key}: ${value?.split(/\s/)[0]}\``;
  const [, variable, given] = /^([\w.-]+)\s*=\s*(\S+)/.exec(textOf(content)) ?? [];
  if (variable !== undefined) return `= is written in INI files; in YAML write \`${variable}: ${given}\``;
  const [, first, second] = /^([\w.-]+)\s+(\S+)$/.exec(textOf(content)) ?? [];
  return first === undefined ? undefined : `missing colon after "${first}"; write \`${first}: ${second}\``;
}

const whereFor = (what: string): string =>
  what.startsWith('group ')
    ? '; a variable stands under "vars:" of a group'
    : what.startsWith('host ')
      ? '; variables of a host stand below it, each as `name: value`'
      : '';

/** What is wrong with a text that names hosts or groups; undefined when it is one name. */
export function notOneName(section: string, content: Written): string | undefined {
  const text = textOf(content);
  const [, name, variable, value] = /^(\S+)\s+([\w.-]+)=(\S*)/.exec(text) ?? [];
  if (name !== undefined)
    return `${section}: this is INI form; in YAML write \`${name}:\`, and below it, indented deeper, \`${variable}: ${value}\``;
  const [first = '', ...others] = text.split(/[\s,]+/);
  return others.length === 0
    ? undefined
    : `${section}: missing colon after "${first}"; write each name on a line of its own, with a colon: \`${first}:\``;
}

const textOf = ({ value }: Written): string => (typeof value === 'string' && !containsSecret(value) ? value : '');

const CONNECTION = ['ansible_host', 'ansible_ssh_host', 'ansible_port', 'ansible_user', 'ansible_connection'];

/** Hosts and groups that stand under vars by a slip of the indentation, in a group that has no others. */
export const hostsUnderVars = (group: string, vars: Variables): readonly Problem[] =>
  [...vars].flatMap(([name, { key, content }]) => {
    const { entries, value } = content;
    if ((name === 'hosts' || name === 'children') && (entries !== undefined || value === null))
      return [
        { at: key, message: `"${name}" under vars is a variable; indent it as deep as "vars:" of group "${group}"` },
      ];
    if (SECTIONS.some((section) => entries?.get(section)?.content.entries !== undefined))
      return [
        { at: key, message: `"${name}" under vars is a variable, but looks like a group; put it under "children:"` },
      ];
    if (entries === undefined) return [];
    if (!CONNECTION.some((variable) => entries.has(variable))) return [];
    return [
      {
        at: key,
        message: `"${name}" under vars is a variable, but has a host's; put it under "hosts:" of group "${group}"`,
      },
    ];
  });
