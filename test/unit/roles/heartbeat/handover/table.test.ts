import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lvsDirectorLibrary } from '../../../../../roles/heartbeat/handover/programs.ts';
import { sh } from '../../../../../src/core/sh.ts';

const fixture = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../../fixtures/ipvsadm', name), 'utf8');

/** What ipvsadm 1.31 prints with `--thresholds` for the table of flags.txt: other columns, and no weights. */
const limits = `IP Virtual Server version 1.2.1 (size=256)
Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn
  -> RemoteAddress:Port
TCP  192.168.6.240:80 sh (sh-fallback,sh-port) persistent 300 mask 255.255.255.0
  -> 192.168.6.2:80               100        50         0          0         
TCP  192.168.6.240:443 mh (mh-port)
UDP  192.168.6.240:53 rr ops
  -> 192.168.6.9:5353             0          0          0          0         
FWM  7 wlc persistent 60
  -> 192.168.6.2:0                60001      0          0          0         
  -> 10.9.9.9:0                   0          0          0          0         
`;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'umctl-table-'));
  writeFileSync(path.join(directory, 'library'), lvsDirectorLibrary({ shutsDown: sh`false` }));
  writeFileSync(path.join(directory, 'table'), fixture('flags.txt'));
  writeFileSync(path.join(directory, 'limits'), limits);
});
afterAll(() => rmSync(directory, { recursive: true }));

test('the table is read as ipvsadm takes it, with every protocol, forwarding and threshold', () => {
  const ipvsadm = `ipvsadm() { case "$*" in *thresholds) cat ${directory}/limits ;; *) cat ${directory}/table ;; esac; }`;
  const read = execFileSync('sh', ['-c', `. ${directory}/library\n${ipvsadm}\ntable`], { encoding: 'utf8' });
  expect(read.trimEnd().split('\n')).toEqual([
    '-t 192.168.6.240:80 -r 192.168.6.2:80 -g 3 100 50',
    '-u 192.168.6.240:53 -r 192.168.6.9:5353 -m 1 0 0',
    '-f 7 -r 192.168.6.2:0 -g 0 60001 0',
    '-f 7 -r 10.9.9.9:0 -i 2 0 0',
  ]);
});
