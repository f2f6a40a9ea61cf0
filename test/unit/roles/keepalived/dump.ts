import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AROUND, PROGRAM, withoutSecrets } from './real.ts';

/**
 * Starts keepalived, has it write down what it has understood, and ends it. Where the kernel has no IPVS the checks' process
 * would end at once, so the kernel's answers about it are put in: `done`, by strace. keepalived asks by socket options there.
 */
const DUMPS = `out=$1 conf=$2 program=$3
said() { grep -qi "$1" "$out/log"; }
waits() { n=0; until "$@"; do n=$((n + 1)); [ $n -lt 150 ] || { cat "$out/log"; exit 1; }; sleep 0.1; done; }
strace -f -qq -o /dev/null -e trace=getsockopt,setsockopt -e inject=getsockopt,setsockopt:retval=0 \\
  "$program" -n -l -D -f "$conf" > "$out/log" 2>&1 &
waits said 'entering .* state'
waits said 'activating .*healthchecker'
parent=$(cat /run/keepalived.pid /run/keepalived/keepalived.pid 2>/dev/null | head -n 1)
kill -USR1 "$parent"
data() { find /tmp /run -name "$1.data" -size +0 | grep -q .; }
waits data keepalived_check
waits data keepalived
kill "$parent"
wait
for one in keepalived keepalived_check; do cat "$(find /tmp /run -name $one.data | head -n 1)"; done`;

/** From 2.3 on keepalived asks of IPVS by netlink alone, to which no answers are put in here. */
export const canBeAsked = !/ v2\.(?:[3-9]|\d\d)\./.test(String(spawnSync(PROGRAM, ['--version']).stderr));

/** What keepalived understands of a configuration, as it writes it down itself (keepalived(8), SIGUSR1). */
export async function dump(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'umctl-dump-'));
  try {
    const conf = join(folder, 'keepalived.conf');
    await writeFile(conf, withoutSecrets(content), { mode: 0o600 });
    // A /tmp of its own, in which it writes where nobody names another.
    const around = `unset TMPDIR; mount --bind "$1" /mnt; shift; mount -t tmpfs none /tmp\n${AROUND}`;
    const script = ['sh', '-c', `{ ${around}\n} 2>&1`, 'sh', folder, 'sh', '-c', DUMPS, 'sh'];
    const isolated = ['-nmpf', '--mount-proc', '--kill-child'];
    const command = [...isolated, ...script, '/mnt', '/mnt/keepalived.conf', PROGRAM];
    const { stdout } = await promisify(execFile)('unshare', command, { timeout: 25_000 });
    return `\n${stdout}`;
  } catch (error) {
    const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
    throw new Error(`keepalived wrote nothing down\n${log}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true });
  }
}
