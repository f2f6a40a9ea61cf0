import { readFileSync } from 'node:fs';
import path from 'node:path';
import playbook from '../../../../playbooks/cluster.ts';
import { factsBroughtBy, factsToAsk } from '../../../../src/core/asked-facts.ts';
import type { Output } from '../../../../src/core/connection.ts';
import type { Fact } from '../../../../src/core/fact.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import { platformFacts } from '../../../../src/platform/detect.ts';

const said = (stdout: string, code = 0): Output => ({ code, stdout, stderr: '' });

/** os-release(5) of a distribution; its first line says where it is from. Empty where there is none. */
export const osRelease = (name: string): Output => {
  try {
    return said(readFileSync(path.join(import.meta.dirname, 'os-release', name), 'utf8'));
  } catch {
    return said('', 1);
  }
};

/** /etc/redhat-release of a system from before os-release(5), and of EL 7; see the README.md there. */
export const redhatRelease = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, 'redhat-release', name), 'utf8');

/** What a lab host answers, by the ids of facts: bookworm on User-Mode Linux, ifupdown, bare. */
const lab: Readonly<Record<string, Output>> = {
  nodeName: said('n1 7.2.7 x86_64\n'),
  uid: said('0\n'),
  init: said('systemd\n'),
  network: said(
    'ifup /usr/sbin/ifup\nnetworkd 1 lo   loopback - unmanaged\nnetworkd 2 eth0 ether    - unmanaged\ninterfaces\n',
  ),
  // The two that networkctl lists above.
  interfaces: said('eth0\nlo\n'),
  addresses: said(
    '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n' +
      '2: eth0    inet 192.168.6.2/24 brd 192.168.6.255 scope global eth0\\       valid_lft forever preferred_lft forever\n',
  ),
  defaultRoutes: said('default via 192.168.6.1 dev eth0 onlink \n'),
  ipvs: said(''),
};

/** Everything that a run of the default playbook asks. */
export const askedFacts: readonly Fact<unknown>[] = factsToAsk([
  ...platformFacts,
  ...[playbook, ...(playbook.choice?.alternatives ?? [])].flatMap((one) => factsBroughtBy(one)),
]);

/** What facts make of answers, by their ids; the others were not answered. */
export const readFacts = (answers: Readonly<Record<string, Output>>): Facts =>
  Object.fromEntries(askedFacts.map((fact) => [fact.id, fact.parse(answerTo(fact, answers))])) as unknown as Facts;

/** Facts that ask the same share the answer. */
function answerTo({ ask }: Fact<unknown>, answers: Readonly<Record<string, Output>>): Output {
  const alike = askedFacts.filter((other) => other.ask.text === ask.text);
  return alike.map(({ id }) => answers[id]).find((answer) => answer !== undefined) ?? said('', 1);
}

/** A host with this os-release; some of its answers are others. */
export const factsOf = (release: string, others: Readonly<Record<string, string | Output>> = {}): Facts =>
  readFacts({
    ...lab,
    os: osRelease(release),
    ...Object.fromEntries(
      Object.entries(others).map(([id, answer]) => [id, typeof answer === 'string' ? said(answer) : answer]),
    ),
  });
