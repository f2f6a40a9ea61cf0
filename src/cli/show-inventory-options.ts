import type { InventoryOptions } from './options.ts';

/** What `umctl inventory` takes. */
export interface ShowInventoryOptions extends InventoryOptions {
  readonly list?: boolean;
  readonly convert?: boolean;
  readonly output?: string;
  readonly graph?: boolean;
  readonly host?: string;
  readonly listHosts?: string;
  readonly limit?: string;
  readonly yaml?: boolean;
  readonly vars?: boolean;
  readonly export?: boolean;
  readonly showPasswords?: boolean;
}
