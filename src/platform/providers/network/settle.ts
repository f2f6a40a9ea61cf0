import { type Sh, sh } from '../../../core/sh.ts';

interface Wanted {
  readonly gateway: string;
  readonly device: string;
}

/** A live route in place of the one there was, as the network's owner would set it. */
export const setRoute = ({ gateway, device }: Wanted): Sh =>
  sh`ip -4 route replace default via ${gateway} dev ${device} proto static`;

/** Waits until the network's owner has set the default route, and takes out those that would be used in its place. */
export const settle = ({ gateway, device }: Wanted, owner: string): Sh => sh`wanted=${`via ${gateway} dev ${device}`}
n=0
until [ -n "$(ip -4 route show 0/0 via ${gateway} dev ${device})" ]; do
  n=$((n+1))
  [ $n -le 50 ] || fail ${owner}" set no default route $wanted"
  sleep 0.2 2>/dev/null || sleep 1
done
while route=$(ip -4 route show 0/0 | head -n 1); do
  case "$route " in *" $wanted "*) break ;; esac
  ip -4 route del $route || fail "the default route '$route' is used in place of the one $wanted, and does not go away"
done`;
