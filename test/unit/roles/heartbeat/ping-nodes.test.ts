import { afterAll, beforeAll, expect, test } from 'vitest';
import role from '../../../../roles/heartbeat/role.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { context, EXAMPLE } from '../cluster.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given(`ip link add eth0 type veth peer name far0; ip link set eth0 up; ip link set far0 up
ip addr add 192.168.6.2/24 dev eth0; ip addr add 192.168.6.8/32 dev lo`);
});
afterAll(() => node.close());

const withPing = (ping: readonly string[], allowed: readonly 'silent gateway'[] = []) =>
  context(role, {
    vars: { heartbeat: { ...EXAMPLE.heartbeat, ping } },
    allowed,
    secrets: { key: 'a'.repeat(40) },
  });
const proofs = (...args: Parameters<typeof withPing>) =>
  role.resources(withPing(...args)).filter(({ type }) => type === 'proof of the ping nodes');

test('ping nodes that do not answer are told in the plan, with their place; the gateway has a proof of its own', async () => {
  expect(await node.plan(...proofs(['192.168.6.1', '192.168.6.8']))).toEqual([]);
  const [step] = await node.plan(...proofs(['192.168.6.8', '192.168.6.9', '192.168.6.7']));
  expect(step?.cannot).toMatch(
    /^the ping nodes 192\.168\.6\.[79], 192\.168\.6\.[79] do not answer: .*; correct `heartbeat\.ping` \(inventory\.yaml:1:1\), or accept/,
  );
  expect(proofs(['192.168.6.1'])).toEqual([]);
  expect(proofs(['192.168.6.9'], ['silent gateway'])).toEqual([]);
}, 300_000);

test('a serial link is said to be unproven until heartbeat runs', () => {
  const warnings = (recalled: string) =>
    (role.warn?.(context(role, { recalled: { n1: recalled } })) ?? []).filter((one) => one.includes('serial'));
  expect(warnings('')).toEqual([
    expect.stringMatching(/^n1: nobody hears the other director over \/dev\/ttyS0 before/),
  ]);
  expect(warnings('heartbeat n2 active\n')).toEqual([]);
});
