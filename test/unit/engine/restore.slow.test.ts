import { afterAll, test as anybodys, beforeAll, beforeEach, expect } from 'vitest';
import { EXIT, InputError } from '../../../src/core/errors.ts';
import { sh } from '../../../src/core/sh.ts';
import { absent } from '../../../src/resources/absent.ts';
import { block } from '../../../src/resources/block.ts';
import { command } from '../../../src/resources/command.ts';
import { file } from '../../../src/resources/file.ts';
import { link } from '../../../src/resources/link.ts';
import { service } from '../../../src/resources/service.ts';
import { isRoot } from '../is-root.ts';
import { type Story, type Told, tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

const test = anybodys.skipIf(!isRoot);

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());

const BEFORE = `rm -rf /etc/story /var/lib/umctl; mkdir /etc/story; cd /etc/story
printf 'old, no newline' > conf; chmod 0640 conf; chown nobody conf
echo 'mine' > shared
ln -s theirs link
printf 'binary \\377\\000' > gone
echo 'key poison-of-before' > key; chmod 0600 key`;
beforeEach(async () => {
  for (const node of hosts.nodes.values()) await node.given(BEFORE);
});

/** A service that writes down what it is told. */
const init = {
  probe: () => sh`echo yes`,
  parse: () => ({ enabled: true, running: true }),
  functions: () => sh`is_running() { :; }
explain() { :; }
reload() { echo reload >> /etc/story-told; }
restart() { echo restart >> /etc/story-told; }`,
};
const wanted: Story['wanted'] = () => {
  const uses = [
    file({ path: '/etc/story/conf', content: 'new\n' }),
    file({ path: '/etc/story/new', content: 'new\n' }),
  ];
  return [
    ...uses,
    block({ path: '/etc/story/shared', name: 'story', content: 'ours' }),
    link({ path: '/etc/story/link', target: 'ours' }),
    absent({ path: '/etc/story/gone' }),
    file({ path: '/etc/story/key', content: 'key poison-of-after\n', mode: '0600' }),
    service({ name: 'story', enabled: true, running: true, onChange: 'reload', init }, { uses }),
  ];
};

const STATE = `cd /etc/story; for f in *; do stat -c '%n %A %U' "$f"; done; sha256sum conf shared key; sha256sum gone || :; readlink link`;
const states = (): Promise<readonly string[]> =>
  Promise.all([...hosts.nodes.values()].map((node) => node.given(STATE)));
const planned = ({ events }: Told): readonly string[] =>
  events.flatMap((event) => (event.type === 'plan' && event.host === 'n1' ? event.steps.map(({ id }) => id) : []));

test('what a run did to files is undone to the byte, and what uses them is told', async () => {
  const before = await states();
  const applied = await tell('apply', hosts, { wanted });
  expect(applied.summary.exit).toBe(EXIT.done);
  await hosts.node('n1').given('rm -f /etc/story-told');
  const restored = await tell('restore', hosts, { wanted, earlier: applied.run });
  expect(restored.summary).toMatchObject({ exit: EXIT.done, command: 'restore' });
  expect(await states()).toEqual(before);
  expect(await hosts.node('n1').given('cat /etc/story-told')).toBe('reload\n');
  expect(planned(restored).toSorted()).toEqual(
    ['absent /etc/story/new', 'file /etc/story/conf', 'file /etc/story/gone', 'file /etc/story/key']
      .concat(['file /etc/story/link', 'file /etc/story/shared', 'service story'])
      .toSorted(),
  );
});

test('once the inventory is changed back as well, nothing is owed', async () => {
  const earlier: Story['wanted'] = () => {
    const uses = [file({ path: '/etc/story/conf', content: 'earlier\n' })];
    return [...uses, service({ name: 'story', enabled: true, running: true, onChange: 'reload', init }, { uses })];
  };
  await tell('apply', hosts, { wanted: earlier });
  const applied = await tell('apply', hosts, { wanted });
  await tell('restore', hosts, { wanted, earlier: applied.run });
  expect(planned(await tell('plan', hosts, { wanted: earlier }))).toEqual([]);
  await hosts.node('n1').given('echo earlier > /etc/story/conf');
  expect(planned(await tell('plan', hosts, { wanted: earlier })), 'written since').toEqual(['service story']);
});

test('content that others may not read is neither shown nor sent', async () => {
  const applied = await tell('apply', hosts, { wanted });
  const { events } = await tell('restore', hosts, { wanted, earlier: applied.run });
  const text = JSON.stringify(events);
  expect(text).not.toContain('poison');
  expect(text).toContain('(not shown) as it was before');
  expect(text, 'what everybody may read is').toContain('mine');
});

test('a restore is a run of its own, and can be taken back', async () => {
  const applied = await tell('apply', hosts, { wanted });
  const after = await states();
  const restored = await tell('restore', hosts, { wanted, earlier: applied.run });
  const again = await tell('restore', hosts, { wanted, earlier: restored.run });
  expect(again.summary.exit).toBe(EXIT.done);
  expect(await states()).toEqual(after);
  const nothing = await tell('restore', hosts, { wanted, earlier: restored.run });
  expect(nothing.summary.hosts.map(({ planned }) => planned)).toEqual([0, 0]);
});

test('a host that moved while the way back was shown is left alone', async () => {
  const applied = await tell('apply', hosts, { wanted });
  const after = await states();
  const meanwhile = () => hosts.node('n2').given('echo moved > /etc/story/shared');
  const { summary } = await tell('restore', hosts, { wanted, earlier: applied.run, meanwhile });
  expect(summary.exit).toBe(EXIT.moved);
  expect((await states())[0]).toBe(after[0]);
});

test('what has to be alike on all hosts is refused by name, and nothing is touched', async () => {
  const alike = { mustMatchPeers: 'hosts with different ones quarrel' };
  const quarrelsome: Story['wanted'] = () => [
    file({ path: '/etc/story/conf', content: 'new\n' }, alike),
    file({ path: '/etc/story/key', content: 'key poison-of-before\n', mode: '0640' }, alike),
    file({ path: '/etc/story/new', content: 'new\n' }, alike),
    file({ path: '/etc/story/shared', content: 'new\n' }),
  ];
  const applied = await tell('apply', hosts, { wanted: quarrelsome });
  const after = await states();
  const back = tell('restore', hosts, { wanted: quarrelsome, earlier: applied.run });
  await expect(back).rejects.toThrow(InputError);
  const problems = await back.catch((error: InputError) => error.message);
  for (const host of ['n1', 'n2'])
    for (const path of ['conf', 'new'])
      expect(problems).toContain(
        `${host}: /etc/story/${path} cannot be restored on single hosts: hosts with different ones quarrel. Change the inventory`,
      );
  expect(problems).not.toMatch(/shared|key/);
  expect(await states()).toEqual(after);
});

test('what is more than a file goes back its own way, and is told where the inventory keeps some of it', async () => {
  const shared = block({ path: '/etc/story/shared', name: 'story', content: 'open' });
  const from = (copy = '/dev/null') => [
    command({ name: 'undo', unless: sh`cmp -s ${copy} /etc/story-undone`, run: sh`cat ${copy} > /etc/story-undone` }),
  ];
  const needed: Story['wanted'] = () => [
    { ...shared, back: { from, told: 'some of it stays' } },
    file({ path: '/etc/story/conf', content: 'new\n' }),
  ];
  const applied = await tell('apply', hosts, { wanted: needed });
  const restored = await tell('restore', hosts, { wanted: needed, earlier: applied.run });
  expect(planned(restored)).toEqual(['command undo', 'file /etc/story/conf']);
  expect(await hosts.node('n1').given('cat /etc/story-undone; grep open /etc/story/shared')).toBe('mine\nopen\n');
  expect(restored.events).toContainEqual({
    type: 'warning',
    message: 'n1: block /etc/story/shared story: some of it stays',
  });
  const later = await tell('restore', hosts, { wanted: () => [], earlier: applied.run });
  expect(planned(later)).toEqual(['file /etc/story/shared']);
});

test('a run of which no host keeps anything is refused', async () => {
  await expect(tell('restore', hosts, { wanted, earlier: 'no-such-run' })).rejects.toThrow(InputError);
});

test('a run of which a host does not keep all any more is not taken back by half', async () => {
  const applied = await tell('apply', hosts, { wanted });
  const after = await states();
  await hosts.node('n2').given(`touch /var/lib/umctl/kept/${applied.run}/pruned`);
  const { summary } = await tell('restore', hosts, { wanted, earlier: applied.run });
  expect(summary).toMatchObject({ exit: EXIT.failed, hosts: [{ done: 0 }, { failure: { host: 'n2' } }] });
  expect(await states()).toEqual(after);
});
