import { expect, test } from 'vitest';
import { run as runProgram } from '../../../lab/system/run.ts';
import { activeDirector, STATE } from '../umctl.ts';
import { whyNotBefore, withVersionBefore } from '../version-before.ts';
import type { Act } from './story.ts';

/** Takes off a host all files that umctl has whole, and all that it remembers: but for its packages it is as good as new. */
const FORGET = `set -e
service heartbeat stop; service ldirectord stop
whole=$(grep -rlsI '^[#;].* by umctl' /etc --exclude=interfaces --exclude=shellfuncs)
rm -rf $whole /etc/sysctl.d/90-umctl-* /etc/umctl /var/lib/umctl
systemctl daemon-reload
ls -d /etc/ha.d/ha.cf /etc/ha.d/authkeys /etc/ha.d/haresources /etc/ha.d/ldirectord.cf 2>/dev/null || :`;

const why = await whyNotBefore();

/** A director that the version before has set up, beside one of this version. */
export const setUpBefore: Act = ({ lab, run }) => {
  test('hosts that the version before has set up get an empty plan', async ({ skip }) => {
    if (why !== undefined) {
      console.warn(`not tested: hosts of the version before get an empty plan: ${why}`);
      skip(why);
    }
    const standby = (await activeDirector(lab())) === 'n1' ? 'n2' : 'n1';
    expect(await lab().exec(standby, FORGET)).toMatchObject({ code: 0, stdout: '' });
    await withVersionBefore(async (program) => {
      const before = (command: string, ...args: readonly string[]) =>
        runProgram([process.execPath, program, command, lab().files.inventory, ...args], {
          env: { XDG_STATE_HOME: STATE },
          timeout: 300_000,
        });
      const { code, stdout, stderr } = await before('apply', '--yes', '--json');
      expect(code, stdout + stderr).toBe(0);
      const { hosts } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '').summary;
      const done = new Map((hosts as { host: string; done: number }[]).map((one) => [one.host, one.done]));
      expect(done.get(standby), stdout).toBeGreaterThan(15);
    });
    const { code, stdout } = await run('plan', '--detailed-exitcode');
    expect(code, stdout).toBe(0);
  });
};
