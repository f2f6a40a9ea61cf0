import { expect, test } from 'vitest';
import { refuse } from '../../../../roles/heartbeat/refuse.ts';
import role from '../../../../roles/heartbeat/role.ts';
import { contexts, EXAMPLE, HOSTS } from '../cluster.ts';

const refused = (...names: readonly string[]) => {
  const hosts = HOSTS.map((host, i) => ({ ...host, name: names[i] ?? host.name, vars: EXAMPLE }));
  return contexts<never>(role, { hosts }).flatMap((context) => refuse(context).map(({ message }) => message));
};

test('directors whose names differ in case only are refused: heartbeat takes them for one', () => {
  expect(refused('lb1', 'LB1')[0]).toMatch(/^lb1 and LB1 are the same name to heartbeat/);
  expect(refused('lb1', 'LB2')).toEqual([]);
});
