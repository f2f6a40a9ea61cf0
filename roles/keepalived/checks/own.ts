import { block, flag, setting } from '../lines/text.ts';
import type { OwnCheck } from '../vars/own-checks.ts';
import type { OwnService } from '../vars/own-service.ts';

type Value = string | number | boolean | readonly unknown[] | undefined;

/** Words of keepalived's whose value stands between quotes. */
const QUOTED: readonly string[] = ['path', 'misc_path', 'regex'];
/** Words that stand alone, and mean yes. */
const FLAGS: readonly string[] = ['misc_dynamic', 'regex_no_match', 'enable_sni', 'fast_recovery', 'require_reply'];

/**
 * A check as the inventory has it in keepalived's own words.
 * @param service what its service says for checks that do not say it themselves
 */
export const ownCheckLines = (
  check: OwnCheck,
  service: Pick<OwnService, 'delay_before_retry'> = {},
): readonly string[] => {
  const { delay_before_retry: delay } = service;
  const common = delay === undefined ? {} : { delay_before_retry: delay };
  return Object.entries(check).flatMap(([kind, given]) =>
    given === undefined ? [] : block(kind, settingsOf({ ...given, ...('delay_before_retry' in given ? {} : common) })),
  );
};

const settingsOf = (given: object): readonly string[] =>
  Object.entries(given as Readonly<Record<string, Value>>).flatMap(([name, value]) => settingOf(name, value));

function settingOf(name: string, value: Value): readonly string[] {
  if (Array.isArray(value))
    return name === 'url'
      ? value.flatMap((one: object) => block('url', settingsOf(one)))
      : [`${name} ${value.join(' ')}`];
  if (typeof value === 'boolean') return FLAGS.includes(name) ? flag(name, value) : [`${name} ${value}`];
  if (typeof value === 'string' && QUOTED.includes(name)) return [`${name} "${value.replaceAll('\\', '\\\\')}"`];
  return setting(name, value as string | number | undefined);
}
