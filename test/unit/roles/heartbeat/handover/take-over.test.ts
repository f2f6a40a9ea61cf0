import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lvsDirectorLibrary } from '../../../../../roles/heartbeat/handover/programs.ts';
import { sh } from '../../../../../src/core/sh.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'umctl-take-over-'));
  writeFileSync(path.join(directory, 'library'), lvsDirectorLibrary({ shutsDown: sh`false` }));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs functions of the library, with a program in place of LVSDirector that works in the background. */
const run = (text: string): string => {
  const script = path.join(directory, 'script');
  const begin = `#!/bin/sh\n. ${directory}/library\nnote() { echo "$*"; }\nSTATE=${directory}/state\n`;
  const worker = `if [ "$4" = settle ]; then sleep 60; exit; fi\nduty=a first=b second=c address=d\n`;
  writeFileSync(script, `${begin}${worker}${text}`, { mode: 0o755 });
  return execFileSync(script, { encoding: 'utf8' });
};

test('a start or stop ends what still works on the last one, with all that it started, and only that', () => {
  const said = run(`in_background settle
leader=$!
tries=0
until pgrep -g "$leader" -x sleep >/dev/null || [ $tries -gt 100 ]; do tries=$((tries+1)); sleep 0.1; done
echo "$(phase)"
take_over_worker
echo "$(phase)"
tries=0
alive() { ps -eo pgid=,stat= | awk -v group="$leader" '$1 == group && $2 !~ /Z/'; }
until [ -z "$(alive)" ] || [ $tries -gt 50 ]; do tries=$((tries+1)); sleep 0.1; done
[ -n "$(alive)" ] || echo nobody is left
echo "$$ 1 settle" > "$STATE"
take_over_worker
echo still here`);
  expect(said).toBe('d: settle\nsettle\ntook over from settle\nnone\nnobody is left\nstill here\n');
});
