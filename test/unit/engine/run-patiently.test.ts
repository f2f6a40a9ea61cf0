import { afterEach, beforeEach, expect, test } from 'vitest';
import { BUSY, type Command } from '../../../src/core/connection.ts';
import type { Event } from '../../../src/core/events.ts';
import { sh } from '../../../src/core/sh.ts';
import { runPatiently } from '../../../src/engine/roll-out/run-patiently.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
  hosts = await openHosts('n1');
});
afterEach(() => hosts.close());

/** Finds others at work for as many times as a counter in /run says. */
const command = (patienceSeconds: number): Command => ({
  run: sh`left=$(cat /run/left)
[ "$left" -gt 0 ] || exit 0
echo $((left - 1)) > /run/left
echo "process 7 (apt-get upgrade) lets go of the lock" >&2
exit ${BUSY}`,
  patienceSeconds,
});

async function run(times: number, patienceSeconds: number, signal = new AbortController().signal) {
  const events: Event[] = [];
  const done: number[] = [];
  await hosts.node('n1').given(`echo ${times} > /run/left`);
  const connection = await hosts.controller().connect('n1');
  const commands = [{ run: sh`echo one >> /run/ran` }, command(patienceSeconds), { run: sh`echo two >> /run/ran` }];
  const outputs = await runPatiently(connection, commands, {
    report: (event) => events.push(event),
    onOutput: (index) => done.push(index),
    signal,
    pause: 5,
  });
  const ran = (await hosts.node('n1').given('cat /run/ran')).trim().split('\n');
  return { events, done, ran, codes: outputs.map(({ code }) => code) };
}

test('a command that finds others at work is tried again, told once, and what was done is not done again', async () => {
  expect(await run(3, 60)).toEqual({
    events: [{ type: 'waiting', checks: ['n1: process 7 (apt-get upgrade) lets go of the lock'] }],
    done: [0, 1, 2],
    ran: ['one', 'two'],
    codes: [0, 0, 0],
  });
});

test('patience has an end, and none is had after an interruption', async () => {
  expect(await run(3, 0)).toMatchObject({ done: [0], ran: ['one'], codes: [0, BUSY], events: [] });
  expect(await run(3, 60, AbortSignal.abort())).toMatchObject({ events: [] });
});
