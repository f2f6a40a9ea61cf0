import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { clientArgv } from './client.ts';
import { down } from './down.ts';
import { labDirectory } from './paths.ts';
import { sshArgv } from './ssh.ts';
import { readState } from './state.ts';
import { formatStatus, hostLines } from './status.ts';
import { up } from './up.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lab: { type: 'string', default: 'default' },
    nodes: { type: 'string', default: '2' },
    'real-servers': { type: 'string', default: '0' },
    suite: { type: 'string', default: 'bookworm' },
    fresh: { type: 'boolean', default: false },
  },
});
const directory = labDirectory(values.lab);
const [verb, ...rest] = positionals;
if (verb === 'up') {
  console.time('up');
  await up({
    lab: values.lab,
    directory,
    nodes: +values.nodes,
    realServers: +values['real-servers'],
    suite: values.suite,
    fresh: values.fresh,
    log: (l) => console.error(l),
  });
  console.timeEnd('up');
}
if (verb === 'down') await down({ directory, remove: false });
const state = await readState(directory);
if (verb === 'status') process.stdout.write(formatStatus(await hostLines(state!)));
if (verb === 'exec')
  process.exit(spawnSync('ssh', sshArgv(directory, rest[0]!, rest.slice(1)).slice(1), { stdio: 'inherit' }).status!);
if (verb === 'client')
  process.exit(spawnSync('nsenter', clientArgv(state!.process!, rest).slice(1), { stdio: 'inherit' }).status!);
