import type { Platform } from '../../src/core/platform.ts';
import type { Resource } from '../../src/core/resource.ts';
import { firewall } from '../../src/platform/capabilities/firewall.ts';
import { onlyBack } from '../../src/resources/only-back.ts';

/** A firewall that umctl is to leave: what runs did to it before goes back by a restore of them, and nothing else is done. */
export const leftAlone = ({ platform }: { readonly platform: Platform }): readonly Resource[] =>
  platform.want(firewall, { openings: [], extent: 'close' }).map((resource) =>
    onlyBack(resource, {
      title: `umctl's rules in ${resource.key}`,
      told: 'they go back to what they were before that run (`firewall: leave`): what the cluster needs has to be let in by rules of your own',
    }),
  );
