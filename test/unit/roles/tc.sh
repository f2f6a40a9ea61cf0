#!/bin/sh
# A stand-in for tc(8), which prints filters as iproute2 6.1 does: few kernels of machines that tests run on have the classifier.
kept=/run/tc
case "$1 $2" in
  'qdisc show') cat "$kept.qdisc" 2>/dev/null || : ;;
  'qdisc add') echo "qdisc $5 ffff: parent ffff:fff1 ----------------" > "$kept.qdisc" ;;
  'qdisc del') rm -f "$kept.qdisc" "$kept.filters" ;;
  'filter show') awk '{
      for (i = 1; i < NF; i++) its[$i] = $(i + 1)
      print "filter protocol", its["protocol"], "pref", its["pref"], "flower chain 0"
      print "filter protocol", its["protocol"], "pref", its["pref"], "flower chain 0 handle 0x" NR
      if ("src_mac" in its) print "  src_mac", its["src_mac"]
      print "  eth_type", its["protocol"]
      if ("ip_proto" in its) print "  ip_proto", its["ip_proto"]
      print "  dst_ip", its["dst_ip"]
      if ("dst_port" in its) print "  dst_port", its["dst_port"]
      print "  not_in_hw"
      print "\taction order 1: skbedit  mark", its["mark"], "continue"
      split("", its) }' "$kept.filters" 2>/dev/null || :
    # On a busy host time goes by until whoever has asked acts on it.
    [ ! -e "$kept.busy" ] || sleep 0.3 ;;
  'filter del') sed -i "/ pref $7 /d" "$kept.filters" 2>/dev/null ;;
  '-batch -')
    # Handles are lines, so what goes becomes an empty one until all is done.
    while read -r line; do
      case $line in
        *' del '*) sed -i "$(echo "$line" | sed 's/.*handle 0x\([0-9]*\).*/\1/')s/.*//" "$kept.filters" ;;
        *) ! grep -qxF "$line" "$kept.filters" 2>/dev/null || { echo 'RTNETLINK answers: File exists' >&2; exit 1; }
          echo "$line" >> "$kept.filters" ;;
      esac
    done
    sed -i '/^$/d' "$kept.filters" 2>/dev/null || : ;;
  *) echo "Object \"$1\" is unknown" >&2; exit 1 ;;
esac
