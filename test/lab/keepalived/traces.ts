/** All of the cluster's that a host may have. */
export const TRACES = `ls -d /etc/keepalived/umctl /usr/libexec/keepalived/umctl-* /var/lib/umctl/members /run/umctl-keepalived 2>/dev/null
grep -rls 'by umctl' /etc; ip -4 -o addr show | grep -o '192[.]168[.]6[.]240/'; ipvsadm -S -n; pgrep -x keepalived; :`;
