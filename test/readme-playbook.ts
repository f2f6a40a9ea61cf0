import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The playbook that the README shows: its first piece of TypeScript. @throws if there is none */
export function readmePlaybook(): string {
  const readme = readFileSync(path.resolve(import.meta.dirname, '../README.md'), 'utf8');
  const text = /```ts\n(.*?)```/s.exec(readme)?.[1];
  if (text?.includes('clusterPlaybook({') !== true) throw new Error('the README shows no playbook');
  return text;
}
