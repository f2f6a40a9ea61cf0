import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../../src/core/connection.ts';
import { EXIT, HostError } from '../../../src/core/errors.ts';
import { createSecrets, type Secrets } from '../../../src/core/secrets.ts';
import { createAskedAlong } from '../../../src/ssh/asked-along.ts';
import { distinctQuestions } from '../../../src/ssh/questions.ts';
import { receive, receiveSealed } from '../../../src/ssh/receive.ts';
import { type Node, openNode } from '../resources/node.ts';
import { askNode } from './ask-node.ts';

/** Nodes with a real shell each, reached as the engine reaches hosts, without SSH between. */
export interface Hosts {
  readonly nodes: ReadonlyMap<string, Node>;
  node(name: string): Node;
  /** A controller's own connections and secrets. */
  controller(): { readonly connect: (host: string) => Promise<Connection>; readonly secrets: Secrets };
  /** From now on a host's link is cut: whatever is sent there is lost. */
  cut(host: string): void;
  close(): Promise<void>;
}

export async function openHosts(...names: readonly string[]): Promise<Hosts> {
  const nodes = new Map<string, Node>();
  for (const name of names) {
    const node = await openNode();
    await node.given('mount -t tmpfs -o mode=755 none /run');
    nodes.set(name, node);
  }
  return hostsOf(nodes);
}

/** The same of nodes that are there, with a /run of their own. */
export function hostsOf(nodes: ReadonlyMap<string, Node>): Hosts {
  const lost = new Set<string>();
  const node = (name: string): Node => {
    const known = nodes.get(name);
    if (known === undefined) throw new HostError({ host: name, exit: EXIT.unreachable, message: 'connection refused' });
    return known;
  };
  return {
    nodes,
    node,
    controller() {
      const secrets = createSecrets();
      return { secrets, connect: async (host) => connectionTo(host, node(host), { secrets, lost }) };
    },
    cut: (host) => lost.add(host),
    close: async () => {
      for (const open of nodes.values()) await open.close();
    },
  };
}

function connectionTo(
  host: string,
  node: Node,
  { secrets, lost }: { readonly secrets: Secrets; readonly lost: ReadonlySet<string> },
): Connection {
  let exchanges = 0;
  const along = createAskedAlong();
  const begin = async (): Promise<void> => {
    exchanges++;
    await sleep(0);
    if (lost.has(host)) throw new HostError({ host, exit: EXIT.unreachable, message: 'connection lost' });
  };
  return {
    host,
    get exchanges() {
      return exchanges;
    },
    async ask(questions) {
      const known = along.take(questions);
      const open = questions.filter(({ run }) => !known.has(run.text));
      if (open.length > 0) await begin();
      const asked = (open.length > 0 ? await askNode(node, open) : []).values();
      const answers = questions.flatMap(({ run }) => known.get(run.text) ?? asked.next().value ?? []);
      return receiveSealed(answers, questions, secrets);
    },
    async run(commands, { onOutput, signal, next = [] } = {}) {
      along.forget();
      await begin();
      const outputs = [];
      for (const [index, { run, stdin = '' }] of commands.entries()) {
        const output = receive(await node.run(run, secrets.reveal(stdin)), secrets);
        outputs.push(output);
        onOutput?.(index, output);
        if (output.code !== 0 || signal?.aborted === true) return outputs;
      }
      const { questions, indexOf } = distinctQuestions(next, 20);
      // Who has none asks again.
      const answers = next.length === 0 ? [] : await askNode(node, next).catch(() => []);
      along.keep(questions, new Map(answers.map((output, i) => [indexOf(i), output])), 0);
      return outputs;
    },
    close: async () => undefined,
  };
}
