import type { Resource } from '../core/resource.ts';
import { sh } from '../core/sh.ts';

/** Has a restore take back what earlier runs did by such a resource, where nothing is wanted of it any more; see `Back`. */
export const onlyBack = (
  { back, files, ...identity }: Resource,
  { title, told }: { readonly title: string; readonly told: string },
): Resource => ({
  ...identity,
  title,
  want: {},
  probe: sh`:`,
  parse: () => ({}),
  ...(files === undefined ? {} : { files }),
  ...(back === undefined ? {} : { back: { ...back, told } }),
});
