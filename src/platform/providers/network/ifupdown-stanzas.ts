import { joinSh, type Sh, sh } from '../../../core/sh.ts';
import { sources } from './ifupdown-sources.ts';

/**
 * Defines `stanzas SEEN`: goes through all files that ifup reads, in its order (interfaces(5): those that the main
 * file sources, one level deep), and calls SEEN for each line that bears on the default route, with `$file`, `$n` (the
 * line's number), `$here` (`mine` in the first inet stanza of `device`, else `other`) and the line's words.
 */
export const stanzas = (device: string): Sh =>
  joinSh([
    sources,
    sh`device=${device}
stanzas() {
  mine= files=$(sources)
  set -f
  for file in $files; do
    n=0 here=
    while IFS= read -r line || [ -n "$line" ]; do
      n=$((n+1))
      words "$1" $line
    done < "$file"
  done
  set +f
}
words() {
  seen=$1; shift
  case \${1-} in
    iface)
      here=
      case "\${2-} \${3-}" in
        "$device inet") if [ -z "$mine" ]; then mine=$file here=mine; else here=other; fi; $seen "$@" ;;
        *' inet') here=other ;;
      esac ;;
    auto | allow-* | mapping | source | source-directory | rename | no-auto-down | no-scripts) here= ;;
    gateway) [ -z "$here" ] || $seen "$@" ;;
    up | post-up | pre-up)
      case " $* " in *' default '* | *' 0/0 '* | *' 0.0.0.0/0 '*) [ -z "$here" ] || $seen "$@" ;; esac ;;
  esac
}`,
  ]);
