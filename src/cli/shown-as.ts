import { InputError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { nearest } from '../core/nearest.ts';
import { limitParts } from '../inventory/limit-file.ts';
import { NOT_WORKED_ON } from '../inventory/localhost.ts';
import { unknownName } from '../inventory/pattern.ts';
import { limitTo, selectHosts } from '../inventory/select.ts';
import { graph } from '../inventory/show/graph.ts';
import { toJson } from '../inventory/show/json.ts';
import { limitedTo, listed, nested } from '../inventory/show/listing.ts';
import type { ShownMap } from '../inventory/show/python.ts';
import type { ToShow } from '../inventory/show/read-for-show.ts';
import { toYaml } from '../inventory/show/yaml.ts';
import { splitPattern } from '../inventory/split-pattern.ts';
import type { ShowInventoryOptions } from './show-inventory-options.ts';

interface Form extends ShowInventoryOptions {
  readonly group: string | undefined;
}

/** The inventory in the form that was asked for, line by line. @throws InputError where nobody has the name in question */
export function shownAs(read: ToShow, form: Form, warn: (message: string) => void): readonly string[] {
  const { names } = read;
  const { host, listHosts, limit, vars = false, yaml = false, export: exports = false } = form;
  const limited = limit === undefined ? undefined : new Set(limitTo(names, limitParts(limit), warn));
  const selected = (pattern: string): readonly Host[] => {
    const strange = new Set<string>();
    const found = selectHosts(names, splitPattern(pattern), { unmatched: (name) => strange.add(name) });
    const told = [...strange].map((name) => unknownName(names, name));
    if (host !== undefined && found.length === 0 && told.length > 0)
      throw new InputError(told.map((message) => ({ message: `--host: ${message}` })));
    for (const message of told) warn(message);
    const hosts = found.filter((one) => limited?.has(one) !== false);
    for (const { name } of hosts.filter((one) => !names.hosts.includes(one))) warn(`${name}: ${NOT_WORKED_ON}`);
    return hosts;
  };
  const dump = (value: ShownMap): readonly string[] => linesOf(yaml ? toYaml(value) : toJson(value));
  if (listHosts !== undefined) {
    const hosts = selected(listHosts);
    return [`  hosts (${hosts.length}):`, ...hosts.map(({ name }) => `    ${name}`)];
  }
  if (host !== undefined) return dump(read.listing.hostVars(only(selected(host), host)));
  const listing =
    limited === undefined ? read.listing : limitedTo(read.listing, new Set([...limited].map(({ name }) => name)));
  if (form.graph === true) {
    const group = knownGroup(form.group ?? 'all', listing.groups);
    return graph(listing, group, { vars }).flatMap((line) => line.split('\n'));
  }
  return dump(yaml ? nested(listing, { exports }) : listed(listing, { exports }));
}

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

function only(hosts: readonly Host[], asked: string): string {
  const [first] = hosts;
  if (first !== undefined && hosts.length === 1) return first.name;
  const some = hosts.length > 10 ? ', …' : '';
  const found = hosts.length === 0 ? 'no host' : `${hosts.length} hosts: `;
  const all = hosts
    .slice(0, 10)
    .map(({ name }) => name)
    .join(', ');
  throw new InputError([{ message: `--host ${asked}: expected one host, found ${found}${all}${some}` }]);
}

function knownGroup(name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  const meant = nearest(name, names);
  const hint =
    meant === undefined
      ? `there are ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}`
      : `did you mean "${meant}"?`;
  throw new InputError([{ message: `no group is called "${name}"; ${hint}` }]);
}
