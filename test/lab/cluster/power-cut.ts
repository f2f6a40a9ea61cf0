import { expect, test } from 'vitest';
import { interruptedApply } from '../interrupted-apply.ts';
import type { Act } from './story.ts';

const LEFT = 'find /etc /var/lib/umctl -name ".*.umctl" -o -name "*.new"; ls -d /run/umctl* 2>/dev/null || :';

/** n1 loses its power while the bare hosts are set up. */
export const powerCut: Act = ({ lab, beginning }) => {
  test('a host whose power is cut in the middle is finished by the same command, once it is back', async () => {
    const { code, lines } = await interruptedApply(lab().files.inventory, [], {
      meant: ({ type, host, id }) => type === 'step-done' && host === 'n1' && id === 'file /etc/ha.d/ha.cf',
      act: () => lab().crash('n1'),
    });
    expect(code, JSON.stringify(lines.slice(-20))).toBe(3);
    expect(lines.at(-1)).toMatchObject({ summary: { hosts: [{ host: 'n1', outcome: 'failed' }, { host: 'n2' }] } });
    await lab().boot('n1');
    const { apply, again } = await beginning();
    expect([apply.code, again.code], apply.stdout + again.stdout).toEqual([0, 0]);
    for (const { name } of lab().hosts) expect((await lab().exec(name, LEFT)).stdout, name).toBe('');
  });
};
