import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { checkout } from '../../lab/model/paths.ts';
import { run } from '../../lab/system/run.ts';
import { expectEnd } from './expect-end.ts';

const problem = await labProblem();
if (problem !== undefined) process.stderr.write(`${problem}\n`);

const cli = ['npm', 'run', '-s', 'lab', '--', '--lab', 'test-lab'];
const awkward = ['a b', '', "it's", '$HOME `id` "q"', '*', 'new\nline', '-n', '--', 'ünï'];

/** Prints each argument in angle brackets, so that nothing about it can hide. */
const show = ['sh', '-c', `printf '<%s>' "$@"`, 'sh', ...awkward];
const shown = awkward.map((word) => `<${word}>`).join('');

describe.skipIf(problem !== undefined)('a lab of two hosts', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await labUp({ lab: 'test-lab', fresh: true, log: (line) => process.stderr.write(`${line}\n`) });
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  /** What sshd of 192.168.6.N says to the lab's client within two seconds; nothing when it is out of reach. */
  const bannerOf = async (address: string): Promise<string> => {
    const ask = 'exec 3<>"/dev/tcp/$1/22" && head -n 1 <&3';
    return (await lab.client(['timeout', '2', 'bash', '-c', ask, 'bash', address])).stdout.trim();
  };

  it('boots bare hosts that have what the cluster needs installed, but not the cluster', async () => {
    const { stdout } = await lab.exec(
      'n1',
      'dpkg --get-selections | cut -f 1; ls /var/lib/apt/lists; uname -n; runlevel',
    );
    const lines = stdout.split('\n');
    for (const there of ['perl', 'ifupdown', 'openssh-server', 'sudo', 'n1', 'N 5']) expect(lines).toContain(there);
    for (const absent of [
      'heartbeat',
      'ldirectord',
      'ipvsadm',
      'cluster-glue',
      'resource-agents',
      'nginx-light',
      'rsyslog',
    ]) {
      expect(lines).not.toContain(absent);
    }
    expect(stdout).not.toContain('_Packages');
    expect((await lab.exec('n1', ['systemctl', 'is-system-running'])).stdout).toBe('running\n');
  });

  it('passes arguments, stdin, stdout, stderr and the exit status through exec', async () => {
    const both = ['sh', '-c', 'cat; echo wrong >&2; exit 9'];
    const piped = await run([...cli, 'exec', 'n1', ...both], { input: 'in\0out\n' });
    expect(piped).toMatchObject({ code: 9, stdout: 'in\0out\n' });
    expect(piped.stderr).toContain('wrong\n');
    expect((await run([...cli, 'exec', 'n2', ...show])).stdout).toBe(shown);
  });

  it('passes them through client too, whose network is the lab and whose files are ours', async () => {
    const script = 'cat; pwd; ip -4 -o address show dev eth0; exit 5';
    const { code, stdout } = await run([...cli, 'client', 'sh', '-c', script], { input: 'in\n' });
    expect(code, stdout).toBe(5);
    expect(stdout).toMatch(`in\n${checkout}\n`.replace(/\/\n$/, '\n'));
    expect(stdout).toContain('inet 192.168.6.100/24');
    expect((await run([...cli, 'client', ...show])).stdout).toBe(shown);
  });

  it('lets ssh in with the files it wrote, and knows each host by its real key', async () => {
    const { code, stdout } = await run(['ssh', '-F', lab.files.sshConfig, 'n2', 'hostname']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'n2\n' });
    const stranger = await run(['ssh', '-F', lab.files.sshConfig, '-o', `Port=${lab.hosts[0]?.port}`, 'n2', 'true']);
    expect(stranger.code, 'n1 answers on that port: its key is known under it').toBe(0);
    const nobody = ['-o', 'UserKnownHostsFile=/dev/null'];
    expectEnd(await run(['ssh', '-F', lab.files.sshConfig, ...nobody, 'n2', 'true']), 255);
  });

  it('installs packages from the gateway, and loads IPVS', async () => {
    const install = 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qqy install ipvsadm iputils-arping';
    expectEnd(await lab.exec('n1', `{ ${install}; } >/dev/null 2>&1 && ipvsadm -L -n`), 0);
  });

  it('carries bytes over the null modem, blocks no writer, and survives what nobody reads', async () => {
    const raw = 'stty -F /dev/ttyS0 raw -echo';
    const flood = `${raw} && timeout 20 head -c 300000 /dev/zero > /dev/ttyS0`;
    // Like heartbeat, the listener speaks as well: an end that says nothing is sent no more than a little.
    const listen = `${raw}; timeout 20 sh -c 'exec 3<> /dev/ttyS0; echo here >&3; grep -a -m 1 -o hello <&3'`;
    const speak = `${raw}; for i in $(seq 30); do printf '\\nhello\\n'; sleep 0.1; done > /dev/ttyS0`;
    // The first time n2 has never opened its line, the second time it has, and closed it.
    for (const time of ['first', 'second']) {
      expect((await lab.exec('n1', flood)).code, `${time} flood`).toBe(0);
      const [{ stdout }] = await Promise.all([lab.exec('n2', listen), lab.exec('n1', speak)]);
      expect(stdout, `${time} hello`).toBe('hello\n');
    }
  });

  it('says which host runs, crashed or halted, and starts it again on its disk', async () => {
    const states = async (): Promise<string> => (await run([...cli, 'status'])).stdout;
    await lab.exec('n2', 'echo kept > /root/kept && sync');
    await run([...cli, 'crash', 'n2']);
    expect(await states()).toMatch(/^n1 +192\.168\.6\.2 +debian +running\nn2 +192\.168\.6\.3 +debian +crashed\n$/);
    expect(await bannerOf('192.168.6.3')).toBe('');
    expectEnd(await lab.exec('n2', ['true']), 255);
    expectEnd(await run([...cli, 'boot', 'n2']), 0);
    expect((await lab.exec('n2', ['cat', '/root/kept'])).stdout).toBe('kept\n');
    await lab.exec('n2', ['systemctl', 'poweroff']);
    await expect.poll(states, { timeout: 30_000, interval: 500 }).toMatch(/^n2 .*halted$/m);
    await labUp({ lab: 'test-lab' });
    expect(await states()).toMatch(/^n2 .*running$/m);
  });

  it('comes back by itself from a reboot, on the port it had', async () => {
    const uptime = async (): Promise<number> =>
      Number.parseFloat((await lab.exec('n1', ['cat', '/proc/uptime'])).stdout);
    const before = await uptime();
    await lab.reboot('n1');
    expect(await uptime()).toBeLessThan(before);
  });

  it('cuts a cable and heals it', async () => {
    expect(await bannerOf('192.168.6.2')).toMatch(/^SSH-2\.0/);
    await lab.cut('n1');
    expect(await bannerOf('192.168.6.2')).toBe('');
    expect(await bannerOf('192.168.6.3')).toMatch(/^SSH-2\.0/);
    await lab.heal('n1');
    expect(await bannerOf('192.168.6.2')).toMatch(/^SSH-2\.0/);
  });

  it('refuses hosts and labs that are not there, with the next thing to type', async () => {
    expect(await run([...cli, 'exec', 'n7', 'true'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('n1, n2'),
    });
    const other = await run(['npm', 'run', '-s', 'lab', '--', '--lab', 'test-none', 'client', 'true']);
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run lab -- up --lab test-none') });
  });
});
