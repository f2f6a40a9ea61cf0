import { wrongChild, wrongGroupName } from '../group-name.ts';
import { addChild, type Collector, type Group, kindOf } from '../groups.ts';
import { wrongHostName } from '../host-range.ts';
import type { Written, WrittenEntry } from '../yaml/written.ts';

interface Dynamic {
  readonly file: string;
  readonly collect: Collector;
  /** Asks for the variables of a host, where the list does not have them. */
  readonly varsOf: (host: string) => Promise<Written>;
}

/** Reads what a dynamic inventory lists (ansible/plugins/inventory/script.py). */
export async function readDynamic(root: Written, { file, collect, varsOf }: Dynamic): Promise<void> {
  const at = { file, line: 1, column: 1 };
  const hosts = new Set<string>();
  for (const [name, { content }] of root.entries ?? [])
    if (name !== '_meta') readGroup(name, content, { collect, hosts });
  const listed = listedVars(root, collect);
  for (const host of hosts) {
    const vars = listed === undefined ? await varsOf(host) : listed.entries?.get(host)?.content;
    if (vars?.entries !== undefined) collect.setHostVars(host, vars.entries);
    else if (vars !== undefined)
      collect.report(vars.at ?? at, `variables of ${host}: expected a mapping, found ${kindOf(vars)}`);
  }
}

/** The variables of all hosts, where the list has them: each host is asked for otherwise, and where they are null. */
function listedVars(root: Written, collect: Collector): Written | undefined {
  const meta = root.entries?.get('_meta')?.content;
  if (meta?.value === null) collect.report(meta.at, '_meta: expected a mapping, found nothing');
  const listed = meta?.entries?.get('hostvars')?.content;
  if (listed === undefined || listed.value === null) return undefined;
  if (listed.entries === undefined)
    collect.report(listed.at, `hostvars: expected a mapping of hosts, found ${kindOf(listed)}`);
  return listed;
}

interface Found {
  readonly collect: Collector;
  readonly hosts: Set<string>;
}

const PARTS = ['hosts', 'vars', 'children'];

/** A list of hosts, a group with its parts, or else a host with its variables. */
function readGroup(name: string, content: Written, { collect, hosts }: Found): void {
  const wrong = wrongGroupName(name);
  if (wrong !== undefined) {
    collect.report(content.at, wrong);
    return;
  }
  const group = collect.group(name, content.at);
  const { entries } = content;
  if (entries === undefined) readHosts(content, group, { collect, hosts });
  else if (!PARTS.some((part) => entries.has(part))) {
    addHost(name, content, group, { collect, hosts });
    setVars(group, entries);
  } else {
    const part = (key: string): Written | undefined => entries.get(key)?.content;
    const vars = part('vars');
    const children = part('children');
    const listed = part('hosts');
    if (listed !== undefined) readHosts(listed, group, { collect, hosts });
    if (vars?.entries !== undefined) setVars(group, vars.entries);
    else if (vars !== undefined) collect.report(vars.at, `vars: expected a mapping, found ${kindOf(vars)}`);
    if (children !== undefined) readChildren(children, group, collect);
  }
}

const setVars = (group: Group, vars: ReadonlyMap<string, WrittenEntry>): void => {
  for (const [name, entry] of vars) group.vars.set(name, entry);
};

function readHosts(listed: Written, group: Group, found: Found): void {
  if (listed.items === undefined)
    found.collect.report(listed.at, `hosts of "${group.name}": expected a list, found ${kindOf(listed)}`);
  for (const item of listed.items ?? []) addHost(item.value, item, group, found);
}

function addHost(name: unknown, { at }: Written, group: Group, { collect, hosts }: Found): void {
  const wrong = typeof name === 'string' ? wrongHostName(name) : 'a host is named by a text';
  if (wrong !== undefined || typeof name !== 'string') {
    collect.report(at, wrong ?? '');
    return;
  }
  hosts.add(name);
  collect.host(name, at, { group });
}

function readChildren(listed: Written, group: Group, collect: Collector): void {
  if (listed.items === undefined) collect.report(listed.at, `children: expected a list, found ${kindOf(listed)}`);
  for (const { value, at } of listed.items ?? []) {
    const wrong = typeof value === 'string' ? wrongChild(group.name, value) : 'a group is named by a text';
    if (wrong === undefined) {
      collect.group(String(value), at);
      addChild(group, String(value), at);
    } else collect.report(at, wrong);
  }
}
