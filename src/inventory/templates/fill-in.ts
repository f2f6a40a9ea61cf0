import { type Position, showPosition } from '../../core/errors.ts';
import { RefusedError, refuse, UndefinedError } from '../jinja/failure.ts';
import { parseTemplate } from '../jinja/parse-template.ts';
import { render } from '../jinja/render.ts';
import { isNativeText, type Lazy, type Value } from '../jinja/value.ts';
import { unreadIn } from '../unread.ts';
import { cannotFillIn, detailsOf, failed, isTemplate, type Template } from '../yaml/template.ts';
import type { Written } from '../yaml/written.ts';
import { lookupFunction } from './lookups.ts';
import { magic, refuseUnknown } from './magic.ts';
import { fromWritten, LEFT_OUT, toPlain } from './values.ts';
import type { TemplateHost, World } from './world.ts';

/** Fills in the templates of hosts' variables, each when it is asked for; what hosts share may come to another value for each. */
export interface Templates {
  /**
   * What a variable of a host is in the end, its templates filled in; one that cannot be says so in its place. Undefined where
   * it comes to nothing (`omit`).
   */
  readonly settle: (host: string, written: Written) => Written | undefined;
}

export function createTemplates(world: World): Templates {
  /** The variables that are being filled in, each for the sake of the one before it. */
  const way: string[] = [];
  const known = new Map<string, Value>();
  /** How often hostvars was asked on the way: within it there is none. */
  let foreign = 0;

  // Thousands of hosts may share a template, and one may ask for variables of thousands.
  const parse = remembered(parseTemplate);
  const unreadOf = remembered(({ vars }: TemplateHost) => unreadIn(vars)[0]);

  const variable = (host: TemplateHost, name: string): Value | undefined => {
    if (name === 'hostvars' && foreign > 0)
      return refuse('hostvars within a variable that is itself reached by hostvars: Ansible leaves that unfilled');
    const own = name === 'hostvars' ? hostvars : magic(name, host, world);
    if (own !== undefined) return own;
    const entry = host.vars.get(name);
    const unread = unreadOf(host);
    if (unread !== undefined) return refuse(`variables of ${host.name} cannot be read: ${unread.message}`);
    if (entry === undefined) {
      refuseUnknown(name);
      return undefined;
    }
    const key = JSON.stringify([host.name, name, foreign > 0]);
    const value = known.get(key) ?? evaluated(host, name, entry.content);
    known.set(key, value);
    return value;
  };

  const evaluated = (host: TemplateHost, name: string, written: Written): Value => {
    const step = `${host.name}: ${name}`;
    if (way.includes(step)) {
      const round = [...way.slice(way.indexOf(step)), step].map((one) => one.replace(/^.*: /, ''));
      return refuse(`it goes round in circles: ${round.join(' > ')}`);
    }
    way.push(step);
    try {
      return fromWritten(written, (template) => fillIn(template, host));
    } catch (error) {
      if (error instanceof UndefinedError) return { undefined: told(name, written.at, error) };
      if (error instanceof RefusedError) throw new RefusedError(told(name, written.at, error));
      throw error;
    } finally {
      way.pop();
    }
  };

  /** The value of one template, as Ansible gives it (ansible/template `template`). */
  const fillIn = (template: Template, host: TemplateHost): Value => {
    const { source, keep, wrong } = detailsOf(template);
    if (wrong !== undefined) return refuse(wrong);
    const [, only] = /^\{\{\s*(\w*)\s*\}\}\n?$/.exec(source) ?? [];
    const referred = only === undefined ? undefined : host.vars.get(only)?.content;
    const isPlain = referred !== undefined && magic(only ?? '', host, world) === undefined;
    if (isPlain && (referred.value === null || ['number', 'boolean'].includes(typeof referred.value)))
      return fromWritten(referred, () => null);
    const value = render(source, parse(source), {
      variable: (name) => variable(host, name),
      callable: (name) => lookupFunction(name, world, (asked) => variable(host, asked)),
      reveal: world.reveal,
    });
    if (typeof value === 'string') return keep(value);
    return isNativeText(value) ? { text: keep(value.text) } : value;
  };

  const hostvars: Lazy = {
    item(name) {
      const host = world.hosts.get(name);
      if (host === undefined) return undefined;
      return {
        item(key) {
          foreign += 1;
          try {
            return requireFilled(name, key, variable(host, key));
          } finally {
            foreign -= 1;
          }
        },
      };
    },
  };

  /** Ansible leaves templates of other hosts as they are where something in them is not there. */
  const requireFilled = (host: string, key: string, value: Value | undefined): Value | undefined =>
    typeof value === 'object' && value !== null && 'undefined' in value
      ? refuse(`"${key}" of ${host}: ${value.undefined}`)
      : value;

  const settle = (host: TemplateHost, written: Written): Written | undefined => {
    const { value, entries, items } = written;
    if (entries !== undefined) {
      const settled = [...entries].flatMap(([key, entry]) => {
        const content = settle(host, entry.content);
        return content === undefined ? [] : [[key, { ...entry, content }] as const];
      });
      const plain = settled.map(([key, { content }]) => [key, content.value] as const);
      return { ...written, entries: new Map(settled), value: Object.fromEntries(plain) };
    }
    if (items !== undefined) {
      const settled = items.flatMap((one) => settle(host, one) ?? []);
      return { ...written, items: settled, value: settled.map((one) => one.value) };
    }
    if (!isTemplate(value)) return written;
    const plain = settleTemplate(host, value);
    return plain === LEFT_OUT ? undefined : { at: written.at, value: plain };
  };

  const settleTemplate = (host: TemplateHost, template: Template): unknown => {
    if (detailsOf(template).wrong !== undefined) return template;
    try {
      return toPlain(fillIn(template, host));
    } catch (error) {
      if (!(error instanceof UndefinedError || error instanceof RefusedError)) throw error;
      return failed(template, cannotFillIn(template, error.message));
    }
  };

  return {
    settle(name, written) {
      const host = world.hosts.get(name);
      return host === undefined ? written : settle(host, written);
    },
  };
}

function remembered<T, R>(make: (given: T) => R): (given: T) => R {
  const known = new Map<T, R>();
  return (given) => {
    if (!known.has(given)) known.set(given, make(given));
    return known.get(given) as R;
  };
}

const told = (name: string, at: Position, { message }: Error): string => `"${name}" (${showPosition(at)}): ${message}`;
