import { type Fact, linesIn } from '../../../../core/fact.ts';
import { sh } from '../../../../core/sh.ts';

/** Version of the NetworkManager that runs; empty where none does. */
export const networkManagerVersion: Fact<string> = {
  id: 'networkManager',
  ask: sh`nmcli -t -f VERSION general`,
  parse: (output) => (output.code === 0 ? (linesIn(output)[0] ?? '') : ''),
  before: 'selinux',
  show: (version) => (version === '' ? [] : [{ row: 'network', remark: `(NetworkManager ${version} runs)` }]),
};
