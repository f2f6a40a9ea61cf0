import { nearest } from '../core/nearest.ts';

const LISTS = ['roles', 'around', 'before', 'between', 'after'];
const OPTIONS = ['stack', 'stacks', ...LISTS];

/**
 * Sees that what `clusterPlaybook` is given is what it takes: an option that is misspelt would be left out without a word.
 * @throws TypeError
 */
export function requireOptions(given: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(given)) {
    if (!OPTIONS.includes(name)) {
      const meant = nearest(name, OPTIONS);
      const hint = meant === undefined ? `it has ${OPTIONS.join(', ')}` : `did you mean "${meant}"?`;
      throw new TypeError(`clusterPlaybook has no option "${name}"; ${hint}`);
    }
    if (LISTS.includes(name) && value !== undefined && !Array.isArray(value))
      throw new TypeError(`clusterPlaybook: "${name}" is not a list: write ${name}: [ … ]`);
  }
  const { stack, stacks } = given;
  if (stack !== undefined && stacks !== undefined)
    throw new TypeError(
      'clusterPlaybook: "stack" is the one stack that there is, and "stacks" are several: give one of the two',
    );
  if (stacks !== undefined && !(Array.isArray(stacks) && stacks.length > 0))
    throw new TypeError('clusterPlaybook: "stacks" is not a list of stacks: write stacks: [ … ]');
  for (const one of [...(stack === undefined ? [] : [stack]), ...((stacks ?? []) as readonly unknown[])])
    if (!(hasPlays(one, 'ha', 'object') && hasPlays(one, 'balancer', 'function')))
      throw new TypeError('clusterPlaybook: "stack" needs `ha`, an HaStack, and `balancer`, made by defineBalancer');
}

function hasPlays(stack: unknown, part: string, kind: 'object' | 'function'): boolean {
  const found = (stack as Readonly<Record<string, { readonly plays?: unknown } | undefined>> | null)?.[part];
  return typeof found?.plays === kind;
}
