import { argumentsOf, textArgument } from '../arguments.ts';
import { textOf } from '../compare.ts';
import { refuse } from '../failure.ts';
import { toText } from '../python-text.ts';
import { isTrue } from '../truth.ts';
import { isOmit, isUndefined, type Value } from '../value.ts';
import type { Filter } from './filter.ts';

const orDefault: Filter = (value, given, scope) => {
  const { default_value: otherwise = '', boolean = false } = argumentsOf(given, ['default_value', 'boolean']);
  return isUndefined(value) || (isTrue(boolean, scope) && !isTrue(value, scope)) ? otherwise : value;
};

/** Hand on values as they are. */
export const VALUES: Readonly<Record<string, Filter>> = {
  default: orDefault,
  d: orDefault,
  mandatory(value, given) {
    const { msg } = argumentsOf(given, ['msg']);
    if (!isUndefined(value)) return value;
    return refuse(msg === undefined || msg === null ? `mandatory: ${value.undefined}` : textArgument(msg, ''));
  },
  string(value, given) {
    argumentsOf(given, []);
    return { text: toText(value) };
  },
  ternary(value, given, scope) {
    const names = ['true_val', 'false_val', 'none_val'];
    const { true_val: yes, false_val: no, none_val: none = null } = argumentsOf(given, names);
    if (yes === undefined || no === undefined) return refuse('ternary without two values');
    if (value === null && none !== null) return none;
    return isTrue(value, scope) ? yes : no;
  },
  /** As a boolean, by the words that Ansible has for it; `none` stays. */
  bool(value, given) {
    argumentsOf(given, []);
    return asBoolean(value);
  },
};

const asBoolean = (value: Value): Value => {
  if (value === null || typeof value === 'boolean') return value;
  if (isOmit(value)) return refuse('"omit" as a boolean');
  const text = textOf(value);
  if (text !== undefined) return ['yes', 'on', '1', 'true'].includes(text.toLowerCase());
  // biome-ignore lint/suspicious/noDoubleEquals: 1 and 1.0
  return (typeof value === 'bigint' || typeof value === 'number') && value == 1;
};
