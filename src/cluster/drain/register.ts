import { type Sh, sh } from '../../core/sh.ts';
import { STATE_DIRECTORY } from '../../resources/shell/script.ts';

/** Where each director keeps which real servers take no new connections; the same on all of them. */
export const REGISTER = `${STATE_DIRECTORY}/drained`;

/** A real server that is out of the rotation, or on its way back into it. */
export interface Drained {
  readonly address: string;
  /** `returning`: clients are sent there again, and all else is still as it was while it was drained. */
  readonly state: 'drained' | 'returning';
  /** When and by whom it was asked for; a time as ISO 8601 has it. */
  readonly since: string;
  readonly by: string;
  /** In the operator's words; may be empty. */
  readonly why: string;
}

/** What a director remembers: each change has a version one higher than the newest that any director had. */
export interface Register {
  readonly version: number;
  readonly drained: readonly Drained[];
}

/** What is so before anything was ever drained. */
export const NOTHING: Register = { version: 0, drained: [] };

export const askRegister: Sh = sh`cat ${REGISTER} 2>/dev/null || :`;

const HEAD = '# Real servers that get no new connections; written by umctl drain and umctl undrain. Version ';

export const renderRegister = ({ version, drained }: Register): string =>
  [`${HEAD}${version}`, ...drained.map(renderOne)].map((line) => `${line}\n`).join('');

const renderOne = ({ address, state, since, by, why }: Drained): string =>
  [address, state, since, by, why].map((word) => word.replaceAll(/\s+/g, ' ').trim()).join('\t');

/** Reads a register, whatever stands before it; one that cannot be read says nothing. */
export function parseRegister(text: string): Register {
  const [head = '', ...lines] = text.slice(Math.max(0, text.indexOf(HEAD))).split('\n');
  const version = head.startsWith(HEAD) ? Number(head.slice(HEAD.length)) : Number.NaN;
  return Number.isSafeInteger(version) ? { version, drained: lines.flatMap(parseOne) } : NOTHING;
}

function parseOne(line: string): readonly Drained[] {
  const [address = '', state, since = '', by = '', why = ''] = line.split('\t');
  return state === 'drained' || state === 'returning' ? [{ address, state, since, by, why }] : [];
}

/** The newest of what the directors remember: one that was away when something was drained has an older one. */
export const newest = (recalled: ReadonlyMap<string, string>): Register =>
  [...recalled.values()]
    .map(parseRegister)
    .reduce((best, register) => (register.version > best.version ? register : best), NOTHING);

/** The register with real servers drained, sent clients again, or forgotten. */
export const revise = (
  { version, drained }: Register,
  changed: readonly Drained[],
  forgotten: readonly string[] = [],
): Register => ({
  version: version + 1,
  drained: [
    ...drained.filter(({ address }) => !forgotten.includes(address) && !changed.some((one) => one.address === address)),
    ...changed,
  ],
});
