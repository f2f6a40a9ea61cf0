import type { Become } from '../../core/host.ts';
import { doasShell } from './doas.ts';
import type { RemoteShell } from './shell.ts';
import { suShell } from './su.ts';
import { sudoShell } from './sudo.ts';

/** A shell of somebody else on a host. */
export function becomeShell(become: Become): RemoteShell {
  if (become.method === 'su') return suShell(become);
  return become.method === 'doas' ? doasShell(become) : sudoShell(become);
}
