import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatRun } from '../../../src/output/history.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { fromEarlier } from '../../../src/records/earlier.ts';
import type { RunEvent } from '../../../src/records/record.ts';
import { stepsNotUndone } from '../../../src/records/steps-not-undone.ts';

/** Parts of a record that umctl wrote when steps had nothing but their ids. */
const events = readFileSync(new URL('./fixtures/before-types.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => fromEarlier(JSON.parse(line) as RunEvent));
const record = { id: '20261129T173151Z-988a86', events };

test('a record of an earlier version says what restore leaves as the run made it', () => {
  expect(stepsNotUndone(record)).toEqual([
    {
      host: 'n1',
      titles: [
        'packages heartbeat, ldirectord and 6 more',
        'service rsyslog',
        'default route 192.168.6.1 eth0',
        'sysctl /etc/sysctl.conf arp',
        'command /etc/rc.d/rc.local may be run',
        'address 192.168.6.240/32 lo:0',
        'directory /etc/umctl',
        'kernelModule ip_vs',
      ],
    },
  ]);
});

test('its plan and its steps are shown as they were', () => {
  const head = { format: 1, command: 'apply', version: '0.1.0', inventory: { file: 'i.yaml', digest: 'd' } } as const;
  const by = { run: record.id, user: 'a', controller: 'c', machine: 'm', boot: 'b', pid: 1, started: '1' };
  const whole = { ...record, head: { ...head, by: { ...by, since: '2026-11-29T17:31:51Z', message: 'umctl apply' } } };
  const text = formatRun({ record: whole, outcome: { kind: 'ended abruptly' } }, { paint: uncoloured, verbosity: 0 });
  expect(text).toEqual(
    expect.arrayContaining([
      '  default route 192.168.6.1 eth0',
      '  by kind: packages 1, file 1, service 1, default route 1, sysctl 1, block 1, command 1, address 1, directory 1, kernelModule 1',
      '  interrupts: changes the default route on n1',
      'n1: service rsyslog … changed (3.4 s)',
      'n1: not done: file /etc/ha.d/ha.cf',
    ]),
  );
});
