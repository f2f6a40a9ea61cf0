import type { Platform } from '../../src/core/platform.ts';
import type { Resource } from '../../src/core/resource.ts';
import { absent } from '../../src/resources/absent.ts';
import { block } from '../../src/resources/block.ts';
import { restored } from '../../src/resources/restored.ts';
import { keptBy } from '../../src/resources/shell/keep.ts';
import { STATE_DIRECTORY } from '../../src/resources/shell/script.ts';
import type { KeptTrace } from './traces.ts';

type OfPlatform = Pick<Platform, 'makesNetwork' | 'makesRoute'>;

/** Whether what umctl changed at a path stays: said to whoever removes the host. */
export const stays = ({ path, kind, blocks }: KeptTrace, { makesNetwork, makesRoute }: OfPlatform): boolean =>
  kind === 'directory' || makesRoute(path) || (kind !== 'absent' && blocks.length === 0 && makesNetwork(path));

/** A path as it was before umctl: the file or link that was there, nothing, or the admin's file without umctl's blocks. */
export function asBefore(kept: KeptTrace, platform: OfPlatform): readonly Resource[] {
  const { path, run, kind, mode, owner, group, target, blocks, nothingElse } = kept;
  if (path.startsWith(`${STATE_DIRECTORY}/`) || stays(kept, platform)) return [];
  if (blocks.length > 0 && !(kind === 'absent' && nothingElse)) return blocks.map((name) => block({ path, name }));
  const copy = `${keptBy(run)}/was${path}`;
  if (kind === 'file') return [restored({ path, copy, was: { kind, mode, owner, group }, hidden: true })];
  if (kind === 'link') return [restored({ path, copy, was: { kind, target }, hidden: false })];
  return [absent({ path })];
}
