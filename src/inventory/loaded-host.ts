import type { Host } from '../core/host.ts';
import type { Connecting } from './connection.ts';
import { isOfConnection } from './connection-names.ts';
import type { Variables } from './groups.ts';
import type { Templates } from './templates/fill-in.ts';
import { readable, unreadIn } from './unread.ts';
import { hasTemplate, isTemplate, templatesIn } from './yaml/template.ts';
import { innermost, keyPosition, type Written, type WrittenEntry } from './yaml/written.ts';

/** A host as it was read. */
export interface ReadHost extends Pick<Host, 'name' | 'groups'> {
  readonly at: Written['at'];
  readonly vars: Variables;
}

/** What makes hosts of what was read. */
export interface HostMaking {
  readonly seal: (vars: Variables) => Variables;
  readonly connect: (name: string, vars: Variables) => Connecting;
  readonly templates: Templates;
  /** See {@link Host.unseal}. */
  readonly unseal?: (text: string) => string;
}

/** A host with its templates as they are written, and a way to fill them in. */
export function loadedHost(read: ReadHost, making: HostMaking): Host {
  const { vars: all } = read;
  const host = madeOf(read, all, making);
  const names = [...all].filter(([, { content }]) => hasTemplate(content.value)).map(([name]) => name);
  if (names.length === 0) return host;
  const settle = (wanted: ReadonlySet<string>): Host => {
    const counts = names.filter((name) => wanted.has(name) || isOfConnection(name));
    const settled = new Map(all);
    for (const name of counts) {
      const entry = all.get(name) as WrittenEntry;
      const content = making.templates.settle(read.name, entry.content);
      if (content === undefined) settled.delete(name);
      else settled.set(name, { ...entry, content });
    }
    return {
      ...madeOf(read, settled, making),
      made: counts.flatMap((name) => madePaths(all, settled, name)),
    };
  };
  return { ...host, settle };
}

function madeOf({ name, groups, at }: ReadHost, all: Variables, { seal, connect, unseal }: HostMaking): Host {
  const vars = seal(readable(all));
  const { settings, problems } = connect(name, unseal === undefined ? vars : inTheClear(vars, unseal));
  const variables = Object.fromEntries([...vars].map(([variable, { content }]) => [variable, content.value]));
  const whole: Written = { at, value: variables, entries: vars };
  return {
    name,
    groups,
    vars: variables,
    connection: settings,
    problems: [...unreadIn(all), ...problems],
    ...(unseal === undefined ? {} : { unseal }),
    at: (path, part = 'value') => (part === 'key' ? keyPosition(whole, path) : innermost(whole, path).at),
  };
}

/** The passwords among them are sealed by now, and stay so. */
const inTheClear = (vars: Variables, unseal: (text: string) => string): Variables =>
  new Map(
    [...vars].map(([name, entry]) => {
      const { value } = entry.content;
      const isText = isOfConnection(name) && typeof value === 'string';
      return [name, isText ? { ...entry, content: { ...entry.content, value: unseal(value) } } : entry];
    }),
  );

/** Where templates were that have a value now, and all that is in it. */
function madePaths(before: Variables, after: Variables, name: string): readonly (readonly PropertyKey[])[] {
  const settled = after.get(name)?.content;
  return templatesIn(before.get(name)?.content.value, [name]).flatMap(({ path }) => {
    const value = settled === undefined ? undefined : innermost(settled, path.slice(1)).value;
    return isTemplate(value) ? [] : scalars(value, path);
  });
}

function scalars(value: unknown, path: readonly PropertyKey[]): readonly (readonly PropertyKey[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([key, item]) => scalars(item, [...path, key]));
}
