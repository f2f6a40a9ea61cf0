import { type Sh, sh } from '../../core/sh.ts';

/** Prints which firewall a host has that may be in the way, where there is one: `firewall firewalld`. */
export const askFirewall: Sh = sh`if firewall-cmd --state >/dev/null 2>&1; then echo 'firewall firewalld'
elif LC_ALL=C ufw status 2>/dev/null | grep -q '^Status: active'; then echo 'firewall ufw'
elif nft list ruleset 2>/dev/null | grep -Eq 'policy drop|[[:space:]](drop|reject)'; then echo 'firewall nftables'
elif { iptables -S; ip6tables -S; } 2>/dev/null | grep -Eq '^-P (INPUT|OUTPUT) DROP|-j (DROP|REJECT)'; then echo 'firewall iptables'
fi`;

/** Its name in that answer. */
export const firewallIn = (stdout: string): string | undefined => /^firewall (.+)$/m.exec(stdout)?.[1];
