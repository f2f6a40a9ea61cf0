import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { controlSocket } from '../model/paths.ts';
import type { ControlAnswer, ControlRequest } from '../supervisor/control.ts';
import type { HostState } from '../supervisor/host.ts';
import type { ProcessIdentity } from '../system/process.ts';

/** What the supervisor says of one host. */
export interface HostStatus {
  readonly name: string;
  readonly state: HostState;
  readonly port: number;
}

/** State and forwarded port of every host of a running lab. */
export function askStatus(lab: ProcessIdentity): Promise<readonly HostStatus[]> {
  return ask<readonly HostStatus[]>(lab, { verb: 'status', host: '' });
}

/** Puts one request to a running lab's supervisor; its error is thrown here. */
export async function ask<T>(lab: ProcessIdentity, request: ControlRequest): Promise<T> {
  // The socket stands in the lab's own mount namespace; the kernel shows it below the process's root.
  const socket = createConnection({ path: `/proc/${lab.pid}/root${controlSocket}`, allowHalfOpen: true });
  const failed = new Promise<never>((_, reject) => socket.once('error', reject));
  socket.end(JSON.stringify(request));
  const answer = JSON.parse(await Promise.race([text(socket), failed])) as ControlAnswer<T>;
  if ('error' in answer) throw new Error(answer.error);
  return answer.ok;
}
