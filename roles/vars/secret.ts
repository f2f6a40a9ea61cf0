import { z } from 'zod';

/** Where a secret is kept on the controller's side; never in the inventory itself. */
export const storedSecret = z.union([
  z.strictObject({ from_env: z.string().min(1) }),
  z.strictObject({ from_file: z.string().min(1) }),
  z.strictObject({ from_command: z.string().min(1) }),
]);
