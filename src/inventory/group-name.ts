/** Names end up in file names (`group_vars/NAME`) and patterns. */
const GROUP_NAME = /^[\p{L}\p{N}_][^\s:,!&~/[\]*?]*$/u;

export const wrongGroupName = (name: string): string | undefined =>
  GROUP_NAME.test(name)
    ? undefined
    : `${JSON.stringify(name)} cannot be a group's name; begin with a letter, digit or _, and leave out blanks and : , ! & ~ / [ ] * ?`;

/** Why a group cannot be below another one; undefined where it can. */
export function wrongChild(parent: string, child: string): string | undefined {
  if (child === 'all') return 'the group "all" cannot be a child of another';
  if (child === 'ungrouped' && parent !== 'all')
    return `the group "ungrouped" cannot be a child of "${parent}": it has the hosts that are in no group`;
  if (parent === 'ungrouped')
    return `"${child}" cannot be a child of the group "ungrouped", which has the hosts that are in no group`;
  return wrongGroupName(child);
}
