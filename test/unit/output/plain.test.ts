import { expect, test } from 'vitest';
import { uncoloured } from '../../../src/output/paint.ts';
import { plainView } from '../../../src/output/plain.ts';
import { applying, POISON, planning } from './stream.ts';

const invocation = { command: 'apply', inventory: 'inventory.yaml' };

async function play(verbosity: number): Promise<string> {
  const lines: string[] = [];
  const view = plainView({ paint: uncoloured, diff: false, verbosity, invocation }, (more) => lines.push(...more));
  for (const event of [...planning, ...applying]) view.report(event);
  await view.settle();
  return lines.join('\n');
}

test('one line a fact', async () => {
  expect(await play(0)).toBe(
    `
observing: n1, n2
n1, n2: 2 steps each
  file /etc/ha.d/authkeys
    content  +2 lines, -0 lines (new)
  service heartbeat
    content  (absent) → yes
In all: 4 steps (n1 2, n2 2)
  by kind: file 2, service 2
  interrupts: no service that runs
warning: heartbeat has only one link
applying: n1, n2
n1: applying 2 steps
n2: applying 2 steps
n1: file /etc/ha.d/authkeys … changed (0.1 s)
n2: file /etc/ha.d/authkeys … changed (0.1 s)
n2: FAILED while applying: service heartbeat could not be changed
n1: service heartbeat … changed (11 s)
n1: applied (12 s)
ok      n1: heartbeat is up (after 0.9 s)

n1  changed  2 of 2 steps done
n2  failed   1 of 2 steps done

n2: service heartbeat could not be changed
  command: systemctl restart heartbeat
  output: Job failed with <secret heartbeat ${fingerprint(await play(0))}>

Apply ended after 12 s. Of 2 hosts: 1 ok, 1 failed.
Exit 3: a host failed.
Run it again: finished steps are skipped:
  umctl apply inventory.yaml`.slice(1),
  );
});

test('-vv shows what commands read, but no secret', async () => {
  const text = await play(2);
  expect(text).toContain('n1: observed (0.3 s)');
  expect(text).toMatch(/< 1 sha1 <secret heartbeat [0-9a-f]{8}>/);
  expect(text).not.toContain(POISON);
});

const fingerprint = (text: string): string => /<secret heartbeat ([0-9a-f]{8})>/.exec(text)?.[1] ?? 'missing';
