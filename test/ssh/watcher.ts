import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A user of the machine who is nobody special, and reads what there is of all processes in /proc, as long as he is there. */
export interface Watcher {
  /** All arguments and environments that he could read so far, and `can't read FILE` for those that he could not. */
  readonly seen: () => string;
  /** Ends him. */
  stop(): Promise<void>;
}

/** In Perl, as it starts at once, takes little time for a look, and is wherever Debian is. */
const LOOK = `$| = 1; $/ = undef;
while (1) {
  for my $file (glob '/proc/[0-9]*/{cmdline,environ}') {
    my $text = open(IN, '<', $file) ? <IN> : $!{EACCES} ? "can't read $file" : '';
    print "$text\\n" unless !defined $text or $seen{$text}++;
  }
  select undef, undef, undef, 0.002;
}`;

/** proc(5) gives the environment of a process to its own user and to root only. */
const NOBODY = 65_534;

/** @param own is in his own environment, for the test to see that he looks there */
export function startWatcher(own: string): Watcher {
  const child = spawn('perl', ['-MErrno', '-e', LOOK], {
    ...{ uid: NOBODY, gid: NOBODY, cwd: '/', env: { OWN: own } },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seen = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    seen += text.replaceAll('\0', ' ');
  });
  return {
    seen: () => seen,
    async stop() {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
