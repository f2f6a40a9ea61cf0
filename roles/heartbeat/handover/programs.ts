import { directorParts, MARK, WHOLE } from '../../../src/cluster/director/parts.ts';
import type { Sh } from '../../../src/core/sh.ts';
import { template } from '../../../src/core/template.ts';

const program = template<{ readonly mark: number }>(new URL('./templates/LVSDirector.ejs', import.meta.url));
const library = template<{
  readonly mark: number;
  readonly pause: string;
  readonly ndp: string;
  readonly parts: ReturnType<typeof directorParts>;
}>(new URL('./templates/lvs-director.sh.ejs', import.meta.url));

const pause = template<{ readonly shutsDown: string }>(
  new URL('./templates/lvs-director-pauses.sh.ejs', import.meta.url),
);

/** Tells a segment who has addresses of IPv6. */
export const NDP_PROGRAM = '/etc/ha.d/umctl-ndp';

/** LVSDirector, heartbeat's resource. */
export const lvsDirector = (): string => program({ mark: MARK });

/**
 * What it is made of.
 * @param shutsDown succeeds while the host shuts down
 */
export function lvsDirectorLibrary({ shutsDown }: { readonly shutsDown: Sh }): string {
  const parts = directorParts({
    ...WHOLE,
    tag: 'LVSDirector',
    level: 'info',
    checks: 'ldirectord',
    others: '$peer',
    pauses: '  ldirectord_pauses\n',
    told: ' && note "took over from $name"',
  });
  return library({ mark: MARK, pause: pause({ shutsDown: shutsDown.text }), ndp: NDP_PROGRAM, parts });
}
