import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wholeMessages } from '../../../../roles/heartbeat/messages.ts';

/** As the shellfuncs of heartbeat 3.0.6 have it. */
const SHIPPED = 'ha_clustermsg() { (echo ">>>"; cat -; echo "<<<") | cat - >> $HA_FIFO; }';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'umctl-messages-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/**
 * What heartbeat's reader has after one read(2), of a message whose script takes its time. It has real-time priority, as
 * heartbeat's, where that may be: on the one processor that they share it has the first write, and no other.
 */
const firstRead = (shell: string, functions: string): string =>
  execFileSync(
    shell,
    [
      '-c',
      `${functions}
HA_FIFO=${directory}/fifo
mkfifo "$HA_FIFO"
processor=$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')
taskset -cp "$processor" $$ >/dev/null
first=$(chrt -f 1 true 2>/dev/null && echo chrt -f 1)
{ echo t=ip-request-resp; sleep 0.3; echo ok=OK; } | ha_clustermsg &
$first dd if="$HA_FIFO" bs=4096 count=1 2>/dev/null
wait`,
    ],
    { encoding: 'utf8', timeout: 10_000 },
  );

test.each(['sh', 'bash'])('a message to heartbeat comes whole, by %s', (shell) => {
  const { content } = wholeMessages().want;
  expect(firstRead(shell, `${SHIPPED}\n${content}`)).toBe('>>>\nt=ip-request-resp\nok=OK\n<<<\n');
});

test('heartbeat itself sends it in pieces', () => {
  expect(firstRead('sh', SHIPPED)).not.toContain('ok=OK');
});
