import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Capability } from '../../../src/core/capability.ts';
import { distributions } from '../../../src/platform/distributions/all.ts';
import { ROOT } from '../architecture/sources.ts';

const folder = join(ROOT, 'src/platform/capabilities');

/** All that there are, by the name that they are exported by. */
const capabilities = new Map<string, Capability<never>>();
for (const file of readdirSync(folder)) {
  const exported: Readonly<Record<string, unknown>> = await import(join(folder, file));
  for (const [name, value] of Object.entries(exported))
    if (typeof value === 'object' && value !== null && 'id' in value)
      capabilities.set(name, value as Capability<never>);
}

test('no two capabilities have one name', () => {
  expect(capabilities.size).toBeGreaterThan(10);
  expect(new Set([...capabilities.values()].map(({ id }) => id)).size).toBe(capabilities.size);
});

test.each(distributions)('$name has a way to do all that roles cannot do without', ({ providers }) => {
  const provided = new Set(providers.map(({ provides }) => provides.id));
  const missing = [...capabilities.values()].filter(({ id, optional }) => optional !== true && !provided.has(id));
  expect(missing).toEqual([]);
});

test('the page on what is your own names every capability, and umctl exports it', () => {
  const page = readFileSync(join(ROOT, 'docs/your-own.md'), 'utf8');
  const index = readFileSync(join(ROOT, 'src/index.ts'), 'utf8');
  for (const name of capabilities.keys()) {
    expect(page).toContain(`\`${name}\``);
    expect(index).toMatch(new RegExp(`^export \\{.*\\b${name}\\b.*platform/capabilities/`, 'm'));
  }
});
