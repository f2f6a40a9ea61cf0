import { expect, test } from 'vitest';
import { warnOfRedirections } from '../../../../roles/keepalived/warn-redirections.ts';
import type { Stack } from '../../../../src/cluster/ports/stack.ts';
import { director } from './cluster.ts';

const services = (check: object) => ({ virtual_services: [{ name: 'shop', port: 80, scheduler: 'rr', check }] });

function warned(check: object, from: readonly string[]): readonly string[] {
  const context = director({ vars: services(check) });
  const otherStacksOn = () => from.map((id) => ({ ha: { id } }) as unknown as Stack);
  return warnOfRedirections({ ...context, otherStacksOn });
}

test('a page that keepalived asks itself is warned of where the stack changes', () => {
  const told = warned({ request: 'index.html' }, ['heartbeat']);
  expect(told).toEqual([expect.stringMatching(/^shop: .* set `receive: \.` in that check first$/)]);
  expect(warned({ type: 5, request: 'index.html' }, ['heartbeat'])).toEqual(told);
});

test('nothing is said where nothing changes, or where redirections are followed, or no page is asked', () => {
  expect(warned({ request: 'index.html' }, [])).toEqual([]);
  expect(warned({ request: 'index.html', receive: '.' }, ['heartbeat'])).toEqual([]);
  expect(warned({ httpmethod: 'HEAD' }, ['heartbeat'])).toEqual([]);
  expect(warned({ type: 'connect' }, ['heartbeat'])).toEqual([]);
});
