import type { Resource } from '../../core/resource.ts';
import { joinSh, type Sh } from '../../core/sh.ts';

/** Shell that brings resources about, from any state; of such that read nothing from stdin, as services. */
export const bringAbout = (resources: readonly Resource[]): Sh =>
  joinSh(resources.map(({ apply }) => apply(() => true).run));
