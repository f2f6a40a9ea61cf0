import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CTRL_C, onTerminal } from '../output/pty.ts';
import { initFile, MAIN, newFolder, writtenIn } from './init-file.ts';

const EXAMPLE = readFileSync(new URL('../../../inventory.example.yaml', import.meta.url), 'utf8');
const ENTER = '\r';
const BACKSPACES = '\x7f'.repeat('pacemaker'.length);

let folder: string;
let file: string;
beforeEach(() => {
  folder = newFolder();
  file = path.join(folder, 'site.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

const init = (...flags: readonly string[]) => initFile(file, flags);
const written = () => writtenIn(file);
const PAIR = ['--director', 'lb1=10.0.0.2', '--director', 'lb2=10.0.0.3', '--virtual-address', '10.0.0.9/24'];

describe('umctl init without a terminal', () => {
  test('no flags: the annotated example, as it is, and what to do with it', () => {
    const { status, stdout } = init();
    expect([status, stdout]).toEqual([0, expect.stringContaining(`umctl plan ${file}`)]);
    expect(readFileSync(file, 'utf8')).toBe(EXAMPLE);
  });

  test('with flags: their values in the example, which keeps its comments', () => {
    expect(init(...PAIR, '--gateway', '10.0.0.1', '--real-server', 'web1=10.0.0.20', '--user', 'ops').status).toBe(0);
    const { vars, children } = written();
    expect(vars).toMatchObject({ gateway: '10.0.0.1', ansible_user: 'ops', ansible_become: true });
    // A serial link without a cable keeps heartbeat from starting.
    expect(vars.heartbeat.links).toEqual([{ ucast: 'eth0' }]);
    expect(children.directors.hosts).toEqual({ lb1: { ansible_host: '10.0.0.2' }, lb2: { ansible_host: '10.0.0.3' } });
    expect(children.real_servers.hosts).toEqual({ web1: { ansible_host: '10.0.0.20' } });
    expect(readFileSync(file, 'utf8')).toContain(
      '# the router: it has to answer on the interface, and is never an address of a director',
    );
  });

  test('a stack, and more directors than heartbeat can have', () => {
    const third = ['--director', 'lb3=10.0.0.4'];
    expect(init(...PAIR, ...third, '--gateway', '10.0.0.1', '--stack', 'keepalived').status).toBe(0);
    expect(written().vars.stack).toBe('keepalived');
    expect(Object.keys(written().children.directors.hosts)).toEqual(['lb1', 'lb2', 'lb3']);
  });

  test('a file that exists is left as it is', () => {
    init();
    const { status, stderr } = init(...PAIR, '--gateway', '10.0.0.1');
    expect([status, stderr]).toEqual([1, expect.stringContaining('exists already')]);
    expect(readFileSync(file, 'utf8')).toBe(EXAMPLE);
  });

  test.each([
    ['a gateway that is a director', [...PAIR, '--gateway', '10.0.0.2'], '--gateway 10.0.0.2: the gateway 10.0.0.2 is'],
    [
      'one address for two directors',
      ['--director', 'lb1=10.0.0.2', '--director', 'lb2=10.0.0.2', ...PAIR.slice(4), '--gateway', '10.0.0.1'],
      '--director lb2=10.0.0.2: lb2 and lb1 (--director lb1=10.0.0.2) are both reached at 10.0.0.2',
    ],
    ['an address that is none', [...PAIR, '--gateway', '10.0.0.256'], '--gateway 10.0.0.256: expected an IPv4 address'],
    [
      'a name that two hosts have',
      ['--director', 'lb1=10.0.0.2', '--director', 'lb1=10.0.0.3', ...PAIR.slice(4), '--gateway', '10.0.0.1'],
      '--director lb1=10.0.0.3: another host is called lb1, too',
    ],
    [
      'one director',
      ['--director', 'lb1=10.0.0.2', ...PAIR.slice(4), '--gateway', '10.0.0.1'],
      '--director was given once: a cluster has two directors or more',
    ],
    [
      'a real server that has the virtual address',
      [...PAIR, '--gateway', '10.0.0.1', '--real-server', 'web1=10.0.0.9'],
      '--real-server web1=10.0.0.9: ',
    ],
    ['half of what it takes', PAIR, 'give --director (twice), --virtual-address and --gateway'],
    ['a host without an address', ['--director', 'lb1'], 'Expected NAME=ADDRESS'],
    [
      'a stack that there is none of',
      [...PAIR, '--gateway', '10.0.0.1', '--stack', 'pacemaker'],
      '--stack pacemaker: expected keepalived or heartbeat',
    ],
  ])('%s is refused, and nothing is written', (_, flags, told) => {
    const { status, stderr } = init(...flags);
    expect([status, stderr]).toEqual([1, expect.stringContaining(told)]);
    // There is no file to look into.
    expect(stderr).not.toMatch(/yaml:\d|in line \d/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test.each([[[]], [[...PAIR, '--gateway', '10.0.0.1']]])(
  'a folder that does not exist is a mistake of the user (flags %j)',
  (flags) => {
    file = path.join(folder, 'none', 'site.yaml');
    const { status, stderr } = init(...flags);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`${path.dirname(file)} is not a directory`)]);
    expect(stderr).not.toContain('bug');
  },
);

describe('umctl init on a terminal', () => {
  test('asks, says what is wrong with an answer, and asks again where answers do not fit together', async () => {
    const { code, screen } = await onTerminal(
      MAIN,
      ['init', file, '--serial', ''],
      [
        { at: 'first director', type: `lb1 10.0.0.2${ENTER}` },
        { at: 'second director', type: `lb2=10.0.0.3${ENTER}` },
        { at: 'Another real', type: ENTER },
        { at: 'The virtual', type: `10.0.0.9${ENTER}` },
        { at: 'expected an IPv4', type: `/24${ENTER}` },
        { at: 'The router', type: `10.0.0.2${ENTER}` },
        { at: 'The interface', type: `ens3${ENTER}` },
        { at: 'The user', type: ENTER },
        { at: 'plan chooses', type: `pacemaker${ENTER}` },
        { at: 'expected keepalived', type: `${BACKSPACES}keepalived${ENTER}` },
        { at: '(now lb1=', type: ENTER },
        { at: '(now lb2=', type: ENTER },
        { at: 'now 10.0.0.9/24', type: ENTER },
        { at: 'now 10.0.0.2)', type: `10.0.0.1${ENTER}` },
        { at: 'now ens3', type: ENTER },
        { at: 'sudo (now', type: ENTER },
        { at: 'chooses) (now', type: ENTER },
      ],
    );
    expect([code, screen]).toEqual([0, expect.stringContaining('is written')]);
    expect(written().vars).toMatchObject({ gateway: '10.0.0.1', interface: 'ens3', virtual_address: '10.0.0.9/24' });
    expect(written().vars).toMatchObject({ stack: 'keepalived' });
    expect(Object.keys(written().children.directors.hosts)).toEqual(['lb1', 'lb2']);
  });

  test('Ctrl-C at a question writes nothing', async () => {
    const { code, screen } = await onTerminal(MAIN, ['init', file], [{ at: 'first director', type: CTRL_C }]);
    expect([code, screen]).toEqual([130, expect.stringContaining('Nothing was written')]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
