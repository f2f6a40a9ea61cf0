import { type Sh, sh } from '../../core/sh.ts';

/**
 * Defines `ipvs`, which is ipvsadm(8) for questions: that loads `ip_vs` by itself, and a question changes nothing. As long as the module is
 * not loaded, and could be, there is no table.
 */
export const IPVS: Sh = sh`ipvs() {
  [ -e /proc/net/ip_vs ] || [ -e /proc/sys/net/ipv4/vs ] || ! modprobe -n -q ip_vs 2>/dev/null || {
    echo 'the kernel module ip_vs is not loaded' >&2
    return 1
  }
  ipvsadm "$@"
}
`;
