import { createSecrets } from '../../../src/core/secrets.ts';
import { loadInventory } from '../../../src/inventory/load.ts';
import { refuseTemplate, templatesIn } from '../../../src/inventory/yaml/template.ts';

/** What became of a variable of a host. */
export type Made = { readonly ok: unknown } | { readonly error: string } | { readonly omitted: true };

/** The variables of all hosts with their templates filled in, by host and name. */
export type AllMade = Readonly<Record<string, Readonly<Record<string, Made>>>>;

interface Asked {
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly lookups?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly playbookDir?: string;
}

export async function makeVariables({ sources, names, lookups = [], env = {}, playbookDir }: Asked): Promise<AllMade> {
  const inventory = await loadInventory(sources, {
    secrets: createSecrets(),
    env,
    lookups: new Set(lookups),
    ...(playbookDir === undefined ? {} : { playbookDir }),
  });
  const wanted = new Set(names);
  const made = inventory.hosts.map((host) => {
    const settled = host.settle?.(wanted) ?? host;
    const known = names.filter((name) => name in host.vars);
    return [host.name, Object.fromEntries(known.map((name) => [name, madeOf(settled.vars, name)]))] as const;
  });
  return Object.fromEntries(made);
}

function madeOf(vars: Readonly<Record<string, unknown>>, name: string): Made {
  if (!(name in vars)) return { omitted: true };
  const [failed] = templatesIn(vars[name]);
  if (failed !== undefined) return { error: refuseTemplate(failed.template) };
  return { ok: JSON.parse(JSON.stringify(vars[name])) };
}

/** The variables that are in neither as in the other; what umctl refuses by its name is no difference. */
export const differences = (ansible: AllMade, umctl: AllMade): readonly unknown[] =>
  Object.entries(ansible).flatMap(([host, variables]) =>
    Object.entries(variables).flatMap(([name, theirs]) => {
      const ours = umctl[host]?.[name];
      if (ours !== undefined && 'error' in ours) return [];
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ host, name, ansible: theirs, umctl: ours }];
    }),
  );

/** What umctl refuses though Ansible makes something of it. */
export const refused = (ansible: AllMade, umctl: AllMade): readonly string[] =>
  Object.entries(umctl).flatMap(([host, variables]) =>
    Object.entries(variables).flatMap(([name, ours]) => {
      const theirs = ansible[host]?.[name];
      return 'error' in ours && theirs !== undefined && !('error' in theirs) ? [`${host} ${name}: ${ours.error}`] : [];
    }),
  );
