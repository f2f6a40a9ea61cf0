import { wrongChild, wrongGroupName } from './group-name.ts';
import { addChild, type Collector, type Group, kindOf } from './groups.ts';
import { expandHosts } from './host-range.ts';
import { hostsUnderVars, noMapping, notOneName, unexpectedKey } from './structure-words.ts';
import type { Written, WrittenEntry } from './yaml/written.ts';

const DEEPEST = 100;

/** What an Ansible YAML inventory says about groups and hosts (`ansible-doc -t inventory yaml`). */
export function readGroups(root: Written, collect: Collector): void {
  const plugin = root.entries?.get('plugin');
  if (root.entries === undefined) {
    const found = isPlaybook(root) ? 'a playbook; give that with -p' : kindOf(root);
    collect.report(root.at, `expected groups (all: …), found ${found}`);
  } else if (plugin !== undefined) {
    collect.report(
      plugin.key,
      'this configures an inventory plugin, which umctl does not run; `ansible-inventory -i FILE --list --yaml --export` prints what it finds as an inventory in YAML',
    );
  } else if (root.entries.get('_meta')?.content.entries?.has('hostvars') === true) {
    collect.report(
      root.at,
      'this is what an inventory program prints, which Ansible reads from programs only; `ansible-inventory -i PROGRAM --list --yaml --export` prints it as an inventory in YAML',
    );
  } else {
    for (const [name, entry] of root.entries) readGroup(collect, { name, entry, depth: 0 });
  }
}

const isPlaybook = ({ items }: Written): boolean => items?.[0]?.entries?.has('hosts') === true;

interface Named {
  readonly name: string;
  readonly entry: WrittenEntry;
  readonly depth: number;
  /** Unset for those that stand by themselves. */
  readonly parent?: string;
}

/** Reads a group and all below it; whether it is one. */
function readGroup(collect: Collector, named: Named): boolean {
  const { name, entry, depth } = named;
  const wrong = notText('group', entry) ?? wrongGroup(named);
  if (wrong !== undefined) {
    collect.report(entry.key, wrong);
    return false;
  }
  const group = collect.group(name, entry.key);
  for (const [section, part] of entriesIn(collect, `group "${name}"`, entry.content)) {
    if (section === 'vars') {
      for (const [variable, written] of entriesIn(collect, section, part.content)) group.vars.set(variable, written);
    } else if (section === 'children') {
      for (const [child, inner] of namesIn(collect, section, part)) {
        if (readGroup(collect, { name: child, entry: inner, depth: depth + 1, parent: name }))
          addChild(group, child, inner.key);
      }
    } else if (section === 'hosts') {
      for (const [pattern, inner] of namesIn(collect, section, part)) {
        readHosts(collect, group, [pattern, inner]);
      }
    } else collect.report(part.key, unexpectedKey(section, name, part));
  }
  if (group.hosts.size === 0 && group.children.size === 0)
    for (const { at, message } of hostsUnderVars(name, group.vars)) collect.report(at ?? entry.key, message);
  return true;
}

/** Ansible takes no other names. */
const notText = (what: string, { source }: WrittenEntry): string | undefined =>
  source === undefined
    ? undefined
    : `a ${what}'s name must be text, and ${source} is none to YAML; put it in quotes: "${source}"`;

function wrongGroup({ name, depth, parent }: Named): string | undefined {
  const wrong = parent === undefined ? wrongGroupName(name) : wrongChild(parent, name);
  if (wrong !== undefined) return wrong;
  return depth > DEEPEST ? `groups nested more than ${DEEPEST} deep` : undefined;
}

function readHosts(collect: Collector, group: Group, [pattern, entry]: readonly [string, WrittenEntry]): void {
  const { key, content } = entry;
  const wrong = notText('host', entry);
  const expanded = wrong === undefined ? expandHosts(pattern) : { wrong };
  if ('wrong' in expanded) {
    collect.report(key, expanded.wrong);
    return;
  }
  const vars = entriesIn(collect, `host "${pattern}"`, content);
  const { names, port } = expanded;
  for (const name of names) {
    collect.host(name, key, { group, port });
    collect.setHostVars(name, vars);
  }
}

/** Hosts or groups by name; Ansible also takes a single name as a text. */
function namesIn(collect: Collector, section: string, { content }: WrittenEntry): ReadonlyMap<string, WrittenEntry> {
  if (typeof content.value !== 'string' || content.value === '') return entriesIn(collect, section, content);
  const wrong = notOneName(section, content);
  if (wrong === undefined)
    return new Map([[content.value, { key: content.at, content: { at: content.at, value: null } }]]);
  collect.report(content.at, wrong);
  return new Map();
}

/** The entries of a mapping; none of nothing. Anything else is reported, as the content of `what`. */
function entriesIn(collect: Collector, what: string, content: Written): ReadonlyMap<string, WrittenEntry> {
  if (content.entries !== undefined || content.value === null) return content.entries ?? new Map();
  collect.report(content.at, noMapping(what, content));
  return new Map();
}
