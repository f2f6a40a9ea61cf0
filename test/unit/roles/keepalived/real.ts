import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** keepalived to try texts with; that of the distribution, or `UMCTL_KEEPALIVED=/path/to/another` by hand. */
export const PROGRAM = process.env['UMCTL_KEEPALIVED'] ?? '/usr/sbin/keepalived';

/**
 * The segment and the programs that a configuration speaks of: eth0 and eth1, each with addresses of both families, in
 * namespaces of their own. keepalived looks at whether commands are there, and whether anybody else might write them.
 */
export const AROUND = `set -e
mount -t tmpfs none /usr/libexec
mount -t tmpfs none /etc/keepalived
mkdir -p /usr/libexec/keepalived /etc/keepalived/umctl
for program in umctl-check umctl-notify; do printf '#!/bin/sh\\n' > /usr/libexec/keepalived/$program; done
chmod 755 /usr/libexec/keepalived/*
mount -t tmpfs none /usr/local
mkdir -p /usr/local/bin
for program in check changed last-resort; do printf '#!/bin/sh\\n' > /usr/local/bin/$program; done
chmod 755 /usr/local/bin/*
mount -t tmpfs none /run
mkdir -p /run/umctl-keepalived
for file in priority next; do echo 0 > /run/umctl-keepalived/$file; done
ip link set lo up
ip link add eth0 type veth peer name eth1
for one in eth0 eth1; do ip link set $one up; done
ip addr add 192.168.6.2/24 dev eth0
ip -6 addr add fd00:6::2/64 dev eth0 nodad
exec "$@"`;

/** The token of a secret; a password of VRRP has eight characters at most. */
const SECRET = /\uE000[^\uE001]*\uE001/g;

/** A text as a file may have it that is read here only. */
export const withoutSecrets = (content: string): string => content.replace(SECRET, 'hidden');

interface Answer {
  readonly code: number;
  /** Everything that it said; nothing where all is well. */
  readonly said: string;
}

/** What the program says of a configuration. */
export function tryOut(content: string, program = PROGRAM): Answer {
  const folder = mkdtempSync(join(tmpdir(), 'umctl-keepalived-'));
  try {
    const path = join(folder, 'keepalived.conf');
    writeFileSync(path, withoutSecrets(content), { mode: 0o600 });
    return run([program, '-t', '-f', path]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(command: readonly string[]): Answer {
  const script = ['-c', `{ ${AROUND}\n} 2>&1`, 'sh', ...command];
  try {
    return { code: 0, said: execFileSync('unshare', ['-nm', 'sh', ...script], { encoding: 'utf8', timeout: 20_000 }) };
  } catch (error) {
    const { status, stdout } = error as { status?: number; stdout?: string };
    return { code: status ?? -1, said: stdout ?? String(error) };
  }
}
