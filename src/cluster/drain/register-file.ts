import type { Resource } from '../../core/resource.ts';
import { directory } from '../../resources/directory.ts';
import { file } from '../../resources/file.ts';
import { STATE_DIRECTORY } from '../../resources/shell/script.ts';
import { newest, REGISTER, renderRegister } from './register.ts';

/**
 * The newest register on every director, without real servers that the inventory has no more; none before a first drain. For
 * a balancer's role, before all that it writes: a run which is cut off leaves no weight that nobody remembers the reason of.
 */
export function registerFile(
  recalled: ReadonlyMap<string, string>,
  realServers: Iterable<string>,
): readonly Resource[] {
  const { version, drained } = newest(recalled);
  if (version === 0) return [];
  const known = new Set(realServers);
  const content = renderRegister({ version, drained: drained.filter(({ address }) => known.has(address)) });
  return [directory({ path: STATE_DIRECTORY, mode: '0700' }), file({ path: REGISTER, content, mode: '0600' })];
}
