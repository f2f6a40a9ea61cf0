import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRoot } from '../../../is-root.ts';
import { until } from '../../director-node.ts';
import { type Director, openDirectors } from './directors.ts';

/** A daemon and a child of it, as ldirectord with `fork=yes`: their own session, led by nobody. */
const ldirectord = (check: string): string => `cat > ldirectord <<'END'
use POSIX; fork and exit; setsid(); fork and exit; close STDOUT; close STDERR;
open my $file, '>', '/run/ldirectord.ldirectord.new'; print $file "$$\\n"; close $file;
my $child = fork // die; $0 = $child ? 'ldirectord ldirectord.cf start' : 'ldirectord tcp:192.168.6.240:80';
rename '/run/ldirectord.ldirectord.new', '/run/ldirectord.ldirectord.pid' if $child;
${check}
sleep 3600;
END
perl ldirectord
until [ -e /run/ldirectord.ldirectord.pid ]; do sleep 0.1; done`;

/** A server that answers when it is told to. */
const SERVER = `cat > server <<'END'
use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 8099, Listen => 1) // die;
open my $ready, '>', '/run/listens'; close $ready;
my $client = $server->accept;
select undef, undef, undef, 0.05 until -e '/run/answers';
print $client "up\\n";
END
setsid perl server </dev/null >/dev/null 2>&1 &
until [ -e /run/listens ]; do sleep 0.1; done`;
/** A check of it by the daemon, for which there are two seconds; it says how that ended. */
const CHECK = `if (!$child) {
  use IO::Socket::INET;
  my $answer = eval {
    local $SIG{ALRM} = sub { die 'its time is over' };
    alarm 2;
    my $socket = IO::Socket::INET->new('127.0.0.1:8099') // die;
    open my $begun, '>', '/run/checks'; close $begun;
    my $line = <$socket>; close $socket;
    alarm 0;
    $line;
  };
  open my $said, '>', '/run/checked'; print $said $answer // 'down'; close $said;
}`;

/** The letters of ps for the states of both, sorted: S sleeps, T stopped. */
const STATES = `read -r pid < /run/ldirectord.ldirectord.pid
group=$(sed 's/.*) //' "/proc/$pid/stat" | cut -d' ' -f3)
cat /proc/[0-9]*/stat 2>/dev/null | sed 's/.*) //' | awk -v group="$group" '$3 == group { print $1 }' | sort | tr -d '\\n'`;

describe.skipIf(!isRoot)('ldirectord, while weights are lowered', { timeout: 600_000 }, () => {
  let a: Director;
  let b: Director;
  beforeEach(async () => {
    [a, b] = await openDirectors();
    await a.given(ldirectord(''));
    await a.lvs('start');
  });
  afterEach(async () => {
    await Promise.all([a.close(), b.close()]);
  });
  // A process that sleeps is stopped, and goes on, when it gets a processor.
  const standsStill = (): Promise<void> =>
    until('ldirectord stands still', async () => (await a.given(STATES)) === 'TT', 60);
  const goesOn = (): Promise<void> => until('ldirectord goes on', async () => (await a.given(STATES)) === 'SS', 60);

  test('stands still with its children, and goes on when they are back', async () => {
    await goesOn();
    await a.lvs('stop');
    await standsStill();
    await b.lvs('start');
    await goesOn();
    expect(await a.weights()).toEqual(['192.168.6.2:80 1', '192.168.6.3:80 1', '192.168.6.4:80 1']);
  });

  test('ends the check that it is in the middle of before it stands still', async () => {
    await a.given(`read -r pid < /run/ldirectord.ldirectord.pid
kill -- -$(sed 's/.*) //' "/proc/$pid/stat" | cut -d' ' -f3); rm /run/ldirectord.ldirectord.pid`);
    await a.given(`${SERVER}\n${ldirectord(CHECK)}\nuntil [ -e /run/checks ]; do sleep 0.02; done`);
    const paused = await a.given(`. /etc/ha.d/lvs-director.sh; CHECKED=60; { ldirectord_pauses; touch /run/pauses; } &
sleep 0.5; [ ! -e /run/pauses ] || echo in the middle of a check
touch /run/answers; wait $!; sleep 2; ldirectord_goes_on; until [ -s /run/checked ]; do sleep 0.1; done; cat /run/checked`);
    expect(paused).toBe('up\n');
  });

  test('goes on where the host shuts down, which would wait for it', async () => {
    await goesOn();
    await a.given("printf '#!/bin/sh\\necho stopping\\n' > /usr/sbin/systemctl; chmod 755 /usr/sbin/systemctl");
    await a.lvs('stop');
    await goesOn();
    expect((await a.weights()).filter((line) => line.endsWith(' 0'))).toHaveLength(2);
  });

  test('goes on by whatever comes after a worker that was killed', async () => {
    for (const verb of ['prepare', 'adopt', 'start']) {
      await a.lvs('stop');
      await standsStill();
      await a.given('read -r worker _ < /run/lvs-director; kill -KILL -"$worker"');
      await until('the worker is gone', async () => (await a.phase()) === 'none');
      expect(await a.given(STATES), verb).toBe('TT');
      await a.lvs(verb);
      await goesOn();
      expect(await a.weights(), verb).toEqual(['192.168.6.2:80 1', '192.168.6.3:80 1', '192.168.6.4:80 1']);
    }
  });

  test('goes on by itself in the end, but not for the sake of an earlier pause', async () => {
    await a.given(
      "sed -i 's/^PAUSE=.*/PAUSE=1/' /etc/ha.d/lvs-director.sh; . /etc/ha.d/lvs-director.sh; ldirectord_pauses",
    );
    await goesOn();
    await a.given(`. /etc/ha.d/lvs-director.sh; ldirectord_pauses; watch=$(cut -d ' ' -f 1 < "$PAUSED")
PAUSE=3600; ldirectord_pauses; while kill -0 "$watch" 2>/dev/null; do sleep 0.1; done`);
    await standsStill();
  });
});
