import { join } from 'node:path';
import { type Lab, labUp } from '../../../lab/index.ts';
import type { Family, Suite } from '../../../lab/model/families.ts';
import { factsToAsk, queryFacts } from '../../../src/core/asked-facts.ts';
import type { Command, Connection, Output } from '../../../src/core/connection.ts';
import type { Platform } from '../../../src/core/platform.ts';
import { askHost } from '../../../src/core/query.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';
import { platformFacts, platformOf } from '../../../src/platform/detect.ts';
import { createConnect } from '../../../src/ssh/connect.ts';
import { type Convergence, convergence } from '../../converge.ts';

/** A real host of the lab, over umctl's own connection, with what the engine does to one. */
export interface LabNode extends Convergence {
  readonly platform: Platform;
  /** Runs commands until one fails. */
  run(...commands: readonly Command[]): Promise<readonly Output[]>;
  /** Runs text that has to succeed, and returns what it printed. */
  given(text: string): Promise<string>;
  reboot(): Promise<void>;
  down(): Promise<void>;
}

/** Boots a lab of one bare host. */
export async function labNode(
  name: string,
  host: { readonly families?: readonly Family[]; readonly suite?: Suite },
): Promise<LabNode> {
  const lab = await labUp({
    lab: name,
    ...host,
    nodes: 1,
    fresh: true,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  let connection = await connect(lab);
  const ask: Connection['ask'] = (questions) => connection.ask(questions);
  const run: Connection['run'] = (commands) => connection.run(commands);
  return {
    platform: platformOf('n1', await askHost({ ask }, queryFacts(factsToAsk(platformFacts)))),
    run: (...commands) => run(commands),
    ...convergence({ ask, run }),
    async given(text) {
      const [output] = await run([{ run: sh`${{ text }}` }]);
      if (output?.code !== 0)
        throw new Error(`${text}\nexit status ${output?.code}\n${output?.stdout}${output?.stderr}`);
      return output.stdout;
    },
    async reboot() {
      await connection.close();
      await lab.reboot('n1');
      connection = await connect(lab);
    },
    async down() {
      await connection.close();
      await lab.down({ remove: true });
    },
  };
}

const connect = (lab: Lab): Promise<Connection> =>
  createConnect({
    settings: (host) => ({ host, sshOptions: {} }),
    secrets: createSecrets(),
    configFile: join(lab.directory, 'ssh_config'),
  })('n1');
