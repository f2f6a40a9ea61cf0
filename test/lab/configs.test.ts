import { afterAll, beforeAll, describe } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { heartbeatItself } from './configs/heartbeat.ts';
import { ldirectordItself } from './configs/ldirectord.ts';
import { install } from './configs/ldirectord-parser.ts';

const problem = await labProblem();

// One host for both: it takes longer to boot and to install than to read what umctl writes.
describe.skipIf(problem !== undefined)('the programs that read what umctl writes', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await labUp({ lab: 'test-configs', nodes: 1, fresh: true });
    await install(lab, 'n1', ['heartbeat', 'ldirectord']);
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  ldirectordItself(() => lab);
  heartbeatItself(() => lab);
});
