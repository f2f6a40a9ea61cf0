import type { Groups, PlainHost, Variables } from '../groups.ts';
import type { Comments } from './comments.ts';
import { type Envelope, key, keyAndValue } from './yaml-value.ts';

interface Surroundings {
  readonly comments: Comments;
  readonly envelope: Envelope;
}

/** Groups and hosts as a YAML inventory, in their order, with the variables that stand beside them and their comments. */
export function inventoryYaml({ groups, hosts }: Groups, { comments, envelope }: Surroundings): readonly string[] {
  const lines: string[] = [];
  const written = new Set<string>();
  const writtenHosts = new Set<string>();
  const line = (depth: number, text: string): number => lines.push(...text.split('\n').map((part) => pad(depth, part)));
  const commentsAt = (at: Parameters<Comments['take']>[0], depth: number): void => {
    for (const comment of comments.take(at)) line(depth, `#${comment}`);
  };
  const variables = (vars: Variables, depth: number): void => {
    for (const entry of vars) {
      commentsAt(entry[1].key, depth);
      line(depth, keyAndValue(entry, 0, envelope));
    }
  };
  const host = (name: string, depth: number): void => {
    const found: PlainHost | undefined = writtenHosts.has(name) ? undefined : hosts.get(name);
    writtenHosts.add(name);
    if (found !== undefined) commentsAt(found.at, depth);
    line(depth, `${key(name)}:`);
    if (found !== undefined) variables(found.vars, depth + 1);
  };
  const group = (name: string, depth: number, others: readonly string[] = []): void => {
    const found = written.has(name) ? undefined : groups.get(name);
    written.add(name);
    // Nothing declares these two: they are where their first host is, or their heading's variables.
    if (found !== undefined && name !== 'all' && name !== 'ungrouped') commentsAt(found.at, depth);
    line(depth, `${key(name)}:`);
    const children = [...(found?.children.keys() ?? []), ...others];
    if (found !== undefined && found.vars.size > 0) {
      line(depth + 1, 'vars:');
      variables(found.vars, depth + 2);
    }
    if (found !== undefined && found.hosts.size > 0) {
      line(depth + 1, 'hosts:');
      for (const member of found.hosts) host(member, depth + 2);
    }
    if (children.length > 0) {
      line(depth + 1, 'children:');
      for (const child of children) group(child, depth + 2);
    }
  };
  group('all', 0, topGroups(groups));
  for (const [file, rest] of comments.rest()) {
    lines.push('', `# Other comments in ${file}:`);
    for (const comment of rest) lines.push(`#${comment}`);
  }
  return lines;
}

/** Groups that are in no other; those of all's own children are not among them. */
function topGroups(groups: Groups['groups']): readonly string[] {
  const children = new Set([...groups.values()].flatMap((group) => [...group.children.keys()]));
  return [...groups.keys()].filter((name) => name !== 'all' && !children.has(name));
}

const pad = (depth: number, text: string): string => (text === '' ? '' : `${'  '.repeat(depth)}${text}`);
