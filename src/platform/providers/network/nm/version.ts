import { type Fact, linesIn } from '../../../../core/fact.ts';
import { tidy } from '../../../../core/tidy.ts';
import { askNetworkManager } from './ask.ts';

/** Version of the NetworkManager that runs; empty where none does. */
export const networkManagerVersion: Fact<string> = {
  id: 'networkManager',
  ask: tidy(askNetworkManager('VERSION', 'general')),
  parse: (output) => (output.code === 0 ? (linesIn(output)[0] ?? '') : ''),
  before: 'selinux',
  show: (version) => (version === '' ? [] : [{ row: 'network', remark: `(NetworkManager ${version} runs)` }]),
};
