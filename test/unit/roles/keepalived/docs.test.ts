import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { vars as schema } from '../../../../roles/keepalived/vars.ts';
import { SERVICES } from '../../../../src/cluster/services/negotiation.ts';
import { EXAMPLE } from '../cluster.ts';
import { confOf } from './cluster.ts';

const text = readFileSync(new URL('../../../../docs/keepalived.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = '']) => parse(yaml) as object);
const rows = [...text.matchAll(/^\| `(\{.*\})` \| (?:`(\w+)`|–) \| (.*)\|$/gm)].map(([, check = '', by = '']) => ({
  check: parse(check) as { readonly service?: string; readonly secret?: unknown },
  by,
}));

describe('docs/keepalived.md', () => {
  it('shows variables that the role takes', () => {
    expect(examples).toHaveLength(2);
    for (const example of examples)
      expect(schema.safeParse({ ...EXAMPLE, ...example }).error?.issues ?? []).toEqual([]);
  });

  it.each(rows)('says what $check becomes', ({ check, by }) => {
    const virtual_services = [{ name: 'one', port: 7000, check }];
    const secrets = check.secret === undefined ? {} : { 'secret of one': 'hidden' };
    const kinds = [...confOf({ vars: { virtual_services }, secrets }).matchAll(/^ +([A-Z]+_(?:CHECK|GET)) \{/gm)];
    expect(kinds[0]?.[1] ?? '').toBe(by);
  });

  it('leaves out no service that a check can negotiate with', () => {
    const told = new Set(rows.map(({ check }) => check.service));
    expect(SERVICES.filter((service) => service !== 'none' && !told.has(service))).toEqual([]);
  });
});
