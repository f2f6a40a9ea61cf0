import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { expectEnd } from './expect-end.ts';
import { FAR, type FarController, farController, ROUTER } from './guard/far-controller.ts';
import { jsonLines, umctl, until } from './umctl.ts';

const problem = await labProblem();

// umctl's way to n1 is by n1's default route; its way to n2 is not.
describe.skipIf(problem !== undefined)('a change that cuts a host off from umctl', () => {
  let lab: Lab;
  let far: FarController;
  const given = async (host: string, script: string): Promise<string> => {
    const { code, stdout, stderr } = await lab.exec(host, script);
    expect(code, `${script}: ${stderr}`).toBe(0);
    return stdout;
  };
  const network = (host: string) =>
    given(
      host,
      'sha256sum /etc/network/interfaces; ip -4 route | sed "s/ onlink//"; ip -4 -o addr | sed "s/^[0-9]*: //"',
    );
  const leftovers = (host: string) =>
    given(
      host,
      'ls -d /var/lib/umctl/guard* /etc/systemd/system/*guard* 2>/dev/null; pgrep -f "[k]eeper watch"; systemctl list-units --plain --no-legend "*guard*"; :',
    );
  const through = { gateway: ROUTER };
  const wrong = { gateway: '192.168.6.1' };

  beforeAll(async () => {
    lab = await labUp({ lab: 'test-guard', fresh: true });
    await given(
      'n1',
      `sed -i 's/^\\(\\s*gateway\\s\\).*/\\1${ROUTER}/' /etc/network/interfaces; ip route replace default via ${ROUTER}`,
    );
    far = await farController(lab);
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  // By itself: the next one makes n2 hold the router's address, and a gateway that a director holds is refused.
  test('a gateway that cuts it off: the host comes back as it was, and umctl tells what to correct', async () => {
    expectEnd(await far.umctl(['plan', '-t', 'gateway', '-l', 'n1', '--detailed-exitcode'], through), 0);
    const before = await network('n1');
    const { code, stdout } = await far.umctl(['apply', '-t', 'gateway', '-l', 'n1', '--yes', '--json'], wrong);
    expect(jsonLines(stdout).find(({ type }) => type === 'host-failed')?.['failure']).toMatchObject({
      message: 'the change cut the host off; it restored itself after 60 s',
      output: 'undone on the host: default route 192.168.6.1 eth0',
      next: expect.stringMatching(/^Correct gateway \(.*far-\d+\.yaml:\d+:\d+\), and run it again/),
    });
    expect(code, stdout).toBe(3);
    expect(await network('n1')).toBe(before);
    await until('the keeper has ended', 60, async () => (await leftovers('n1')) === '');
    expect(await lab.exec('n1', 'ls /run/umctl.lock')).not.toMatchObject({ code: 0 });
  });

  test.concurrent('umctl killed before it confirmed: the host undoes it, and the next run waits for that and plans it again', async () => {
    const before = await network('n2');
    // The address that n2 hears umctl from, made n2's own.
    const mine = { gateway: '192.168.6.1', virtual_address: `${ROUTER}/24` };
    // From then on it cannot confirm that.
    await far.kill(['apply', '-t', 'realserver', '-l', 'n2', '--yes'], mine, () =>
      until('n2 has the address', 240, async () => (await network('n2')).includes(`${ROUTER}/32`)),
    );
    const { code, stdout } = await umctl([
      'plan',
      lab.files.inventory,
      '-t',
      'realserver',
      '-l',
      'n2',
      '--detailed-exitcode',
    ]);
    expect([code, stdout]).toEqual([2, expect.stringContaining('waiting until the host has undone that')]);
    expect(await network('n2')).toBe(before);
    await until('the keeper has ended', 60, async () => (await leftovers('n2')) === '/var/lib/umctl/guard-undone\n');
  });

  test('its power cut before it came back: it is as it was from the next boot on', async () => {
    const before = await network('n1');
    const file = () => given('n1', 'cat /etc/network/interfaces');
    await far.kill(['apply', '-t', 'gateway', '-l', 'n1', '--yes'], wrong, () =>
      until('n1 has the gateway', 240, async () => (await file()).includes(`gateway ${wrong.gateway}\n`)),
    );
    await lab.crash('n1');
    await lab.boot('n1');
    expect(await network('n1')).toBe(before);
    expect(await leftovers('n1')).toBe('/var/lib/umctl/guard-undone\n');
    const again = await far.umctl(['plan', '-t', 'gateway', '-l', 'n1', '--detailed-exitcode'], wrong);
    expect(again).toMatchObject({ code: 2, stdout: expect.stringContaining('192.168.6.100 → 192.168.6.1') });
  });

  test('a mistyped gateway that nobody has is refused, and told with its place', async () => {
    const before = await network('n1');
    const refused = await far.umctl(['apply', '-t', 'gateway', '-l', 'n1', '--yes'], { gateway: '192.168.6.77' });
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /192\.168\.6\.77 answers neither ARP nor ping on eth0; correct `gateway` \(\S+:\d+:\d+\)/,
      ),
    });
    expect(await network('n1')).toBe(before);
  });

  test('a gateway that does not cut it off stays, and nothing is left behind', async () => {
    const run = (...args: readonly string[]) =>
      umctl([...args.slice(0, 1), lab.files.inventory, '-t', 'gateway', ...args.slice(1)]);
    expectEnd(await run('plan', '--detailed-exitcode'), 2);
    expect(
      jsonLines((await run('apply', '--yes', '--json')).stdout).filter(({ type }) => type === 'host-failed'),
    ).toEqual([]);
    expectEnd(await run('plan', '--detailed-exitcode'), 0);
    await until('the keeper has ended', 60, async () => (await leftovers('n1')) === '');
    expect(await given('n1', `ip route get ${FAR}`)).toContain('via 192.168.6.1');
  });
});
