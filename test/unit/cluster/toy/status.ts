import { answerTo, type HaStatus, type Probe, type StatusPart, sh } from '../../../../src/index.ts';
import { KEY } from './paths.ts';

const names = (text: string): readonly string[] => text.split('\n').filter((name) => name !== '');

const hears: Probe<readonly string[]> = {
  id: 'flag hears',
  ask: () => sh`cat /run/flag-hears`,
  parse: ({ stdout }) => names(stdout),
};
const mode: Probe<string> = { id: 'flag key', ask: () => sh`stat -c %a ${KEY}`, parse: ({ stdout }) => stdout.trim() };

/** Which other directors are heard, and whether others may read the key. */
export const flagStatus: HaStatus = {
  probes: [hears, mode],
  fields: ({ said }) => ({ flag: { hears: answerTo(said, hears) ?? [] } }),
  columns: [
    {
      title: 'FLAG',
      cell: (host) =>
        'flag' in host ? `hears ${(host['flag'] as { hears: readonly string[] }).hears.join(', ')}` : '',
    },
  ],
  findings: ({ host: { name }, answer }) =>
    answerTo(answer.said, mode) === '600'
      ? []
      : [{ host: name, message: 'others may read the key of the flag', mendedBy: new RegExp(`^file ${KEY}$`) }],
  handsOver: () => false,
  sees: ({ said }) => answerTo(said, hears) ?? [],
  isReady: () => true,
  mends: { nobody: 'command the first director takes the virtual address', two: 'none', table: /^none$/ },
};

export const balanceStatus: StatusPart = { probes: [], fields: () => ({}), columns: [], findings: () => [] };
