import { argumentsOf, textArgument } from '../arguments.ts';
import { itemsOf } from '../compare.ts';
import { refuse } from '../failure.ts';
import type { Given } from '../scope.ts';
import { isTrue } from '../truth.ts';
import type { Value } from '../value.ts';
import { getter } from './attributes.ts';
import type { Applying, Filter } from './filter.ts';

const rest = ({ positional, named }: Given, from: number): Given => ({ positional: positional.slice(from), named });

/** Whether an item passes the test that arguments name, from a place on; without one, whether it counts as true. */
function tester(given: Given, from: number, scope: Applying): (value: Value) => boolean {
  const name = given.positional[from];
  if (name === undefined) return (value) => isTrue(value, scope);
  return (value) => scope.test(textArgument(name, ''), value, rest(given, from + 1));
}

const selecting =
  (wanted: boolean): Filter =>
  (value, given, scope) => {
    const passes = tester(given, 0, scope);
    return itemsOf(value).filter((one) => passes(one) === wanted);
  };

const selectingBy =
  (wanted: boolean): Filter =>
  (value, given, scope) => {
    const attribute = getter(given.positional[0] ?? refuse('an attribute to select by is missing'));
    const passes = tester(given, 1, scope);
    return itemsOf(value).filter((one) => passes(attribute(one)) === wanted);
  };

/** Go through a list, and hand on some of it or something of each item. */
export const SELECTIONS: Readonly<Record<string, Filter>> = {
  select: selecting(true),
  reject: selecting(false),
  selectattr: selectingBy(true),
  rejectattr: selectingBy(false),
  map(value, given, scope) {
    const [name] = given.positional;
    if (name !== undefined)
      return itemsOf(value).map((one) => scope.filter(textArgument(name, ''), one, rest(given, 1)));
    const { attribute, default: otherwise = null } = argumentsOf(given, ['attribute', 'default']);
    if (attribute === undefined) return refuse('map without a filter or an attribute');
    return itemsOf(value).map(getter(attribute, otherwise));
  },
};
