import type { z } from 'zod';
import { parseCidr } from '../../core/address/cidr.ts';

interface Entry {
  readonly name?: unknown;
  readonly address?: unknown;
}

interface Given {
  readonly virtual_address?: unknown;
  readonly virtual_addresses?: unknown;
}

/** What is wrong with virtual addresses, seen together. Other variables may be wrong, too, so nothing is taken for granted. */
export function refineAddresses(given: unknown, { addIssue }: z.RefinementCtx): void {
  const { virtual_address: one, virtual_addresses: all } = (given ?? {}) as Given;
  if (one === undefined && all === undefined)
    addIssue({
      code: 'invalid_type',
      expected: 'string',
      input: undefined,
      path: ['virtual_address'],
      message: 'expected an IPv4 address and prefix length such as 192.168.6.240/24',
      // Whoever has misspelt this one does not lack the other.
      params: { or: ['virtual_addresses'] },
    });
  if (one !== undefined && all !== undefined)
    addIssue({
      code: 'custom',
      path: ['virtual_address'],
      message:
        'there is a list of `virtual_addresses`, too; add this one to the list, with a name, or leave one of them out',
    });
  if (Array.isArray(all)) refineList(all as readonly Entry[], addIssue);
}

function refineList(all: readonly Entry[], addIssue: z.RefinementCtx['addIssue']): void {
  all.forEach((entry, i) => {
    const before = all.slice(0, i);
    const text = textOf(entry);
    const wrong = (key: string, message: string): void =>
      addIssue({ code: 'custom', path: ['virtual_addresses', i, key], message });
    if (entry?.name !== undefined && before.some((other) => other?.name === entry.name))
      wrong('name', `there is a virtual address '${String(entry.name)}' already`);
    const twin = text === undefined ? undefined : before.find((other) => textOf(other) === text);
    if (twin !== undefined) wrong('address', `${text} is the virtual address '${String(twin.name)}' already`);
  });
}

const textOf = (entry: Entry | undefined): string | undefined =>
  typeof entry?.address === 'string' ? parseCidr(entry.address)?.ip.text : undefined;
