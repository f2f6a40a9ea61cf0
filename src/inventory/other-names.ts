const VARIABLE = 'umctl_other_names';

/** Whether the inventory says that a name which looks misspelt is meant as it stands. */
export function meantSo(vars: Readonly<Record<string, unknown>>, name: string): boolean {
  const names = vars[VARIABLE];
  return Array.isArray(names) && names.includes(name);
}

/** What to write where `name` is not misspelt. */
export const wayOut = (name: string): string => `\`${VARIABLE}: [${name}]\``;
