import { afterEach, expect, test, vi } from 'vitest';
import playbook from '../../../playbooks/cluster.ts';
import { statusPrinter } from '../../../src/cli/print-status.ts';
import { columnsOf } from '../../../src/cluster/status/columns.ts';
import type { Job } from '../../../src/core/play.ts';
import { status } from '../cluster/status/cluster.ts';

const said: string[] = [];
vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
  said.push(String(text));
  return true;
});
afterEach(() => void said.splice(0));

// Only the names count here.
const clusters = ['shop', 'mail'].map((name) => ({ name, job: {} as Job }));
const [shop, mail] = clusters as [(typeof clusters)[number], (typeof clusters)[number]];
const options = { color: false, invocation: { command: 'status', inventory: 'i.yaml' } };
const at = { before: undefined, columns: columnsOf(playbook.domain.stack) };

test('clusters are shown in their order, whichever has answered first', () => {
  const print = statusPrinter(clusters, options);
  print.of(mail)(status({}), at);
  print.of(shop)(status({}), at);
  expect(said).toEqual([]);
  print.end();
  expect(
    said
      .join('')
      .match(/^(Cluster .*|192\.168\.6\.240 .*)$/gm)
      ?.map((line) => line.slice(0, 13)),
  ).toEqual([...['Cluster shop', '192.168.6.240', 'Cluster mail', '192.168.6.240']]);
});

test('a program gets a line for each, with its name; of one cluster just what it always got', () => {
  const print = statusPrinter(clusters, { ...options, json: true });
  print.of(mail)(status({}), at);
  print.of(shop)(status({}), at);
  print.end();
  expect(
    said
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).cluster),
  ).toEqual(['shop', 'mail']);
  said.splice(0);
  const alone = statusPrinter([{ job: shop.job }], { ...options, json: true });
  alone.of({ job: shop.job })(status({}), at);
  alone.end();
  expect(JSON.parse(said.join(''))).toEqual(JSON.parse(JSON.stringify(status({}))));
});
