import { z } from 'zod';
import { vaulted } from '../../core/schema.ts';

/** Where a secret is kept on the controller's side; in the inventory itself only where ansible-vault keeps it. */
export const storedSecret = z.union([
  z.strictObject({ from_env: z.string().min(1) }),
  z.strictObject({ from_file: z.string().min(1) }),
  z.strictObject({ from_command: z.string().min(1) }),
  vaulted,
]);
