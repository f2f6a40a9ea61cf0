#!/bin/sh
# A stand-in for tc(8), which prints filters as iproute2 6.1 does: few kernels of machines that tests run on have the classifier.
kept=/run/tc
case "$1 $2" in
  'qdisc show') cat "$kept.qdisc" 2>/dev/null || : ;;
  'qdisc add') echo "qdisc $5 ffff: parent ffff:fff1 ----------------" > "$kept.qdisc" ;;
  'filter show') awk '{ print "filter protocol", $7, "pref", $9, "flower chain 0"; print "  src_mac", $12; print "  eth_type", $7; print "  dst_ip", $14 }' "$kept.filters" 2>/dev/null || : ;;
  'filter del') sed -i "/ pref $7 /d" "$kept.filters" 2>/dev/null ;;
  '-batch -') cat >> "$kept.filters" ;;
  *) echo "Object \"$1\" is unknown" >&2; exit 1 ;;
esac
