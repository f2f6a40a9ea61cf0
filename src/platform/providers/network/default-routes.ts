import { type Sh, sh } from '../../../core/sh.ts';

interface Wanted {
  readonly gateway: string;
  readonly device: string;
}

/** Prints the default routes on one line, the one in use first, for {@link liveRoute}. */
export const askDefaultRoutes: Sh = sh`echo "$(ip -4 route show 0/0 | tr '\\n' ';')"`;

/** `inUse` = the route in use; `live` = that, and others of the device, which would be used in its place once it is gone. */
interface LiveRoute {
  readonly inUse: string | undefined;
  readonly live: string | undefined;
}

/** Reads what {@link askDefaultRoutes} prints. Routes of other devices that are not in use are for others to say. */
export function liveRoute(line: string, wanted: Wanted): LiveRoute {
  const [first = '', ...rest] = line.split(';').filter((route) => route.startsWith('default'));
  const inUse = shown(first);
  const others = rest
    .filter((route) => shown(route) !== way(wanted) && `${route} `.includes(` dev ${wanted.device} `))
    .map((route) => `${shown(route) ?? `dev ${wanted.device}`}${/ metric \d+/.exec(route)?.[0] ?? ''}`);
  return { inUse, live: [inUse ?? '', ...others].filter(Boolean).join(', ') || undefined };
}

export const way = ({ gateway, device }: Wanted): string => `via ${gateway} dev ${device}`;

const shown = (route: string): string | undefined => /via \S+ dev \S+/.exec(route)?.[0];

/** Takes out the device's other default routes, whatever their metric: one that is left is used when the wanted one goes. */
export const dropOthers = ({
  gateway,
  device,
}: Wanted): Sh => sh`ip -4 route show 0/0 dev ${device} | sed -e 's/ linkdown//g' -e 's/ dead//g' | while read -r route; do
  case "$route " in
    *" via "${gateway}" "*) ;;
    default*) ip -4 route del $route dev ${device} || echo "the default route '$route' does not go away" >&2 ;;
  esac
done`;
