import { defineResource } from '../../../core/resource.ts';
import { joinSh, sh } from '../../../core/sh.ts';
import { script } from '../../../resources/shell/script.ts';
import { sources } from './ifupdown-sources.ts';

interface Params {
  /** Of the alias: `lo:0`. */
  readonly label: string;
}

/** Prints where an inet stanza of the label stands outside umctl's own block, as FILE:LINE. */
const elsewhere = ({ label }: Params) =>
  joinSh([
    sources,
    sh`elsewhere() {
  for file in $(sources); do
    n=0 ours=
    while read -r first second third fourth rest || [ -n "$first" ]; do
      n=$((n+1))
      case "$first $second $third $fourth" in
        '# BEGIN umctl '${label}) ours=1 ;;
        '# END umctl '${label}) ours= ;;
        'iface '${label}' inet '*) [ -n "$ours" ] || echo "$file:$n" ;;
      esac
    done < "$file"
  done
}`,
  ]);

const takeOut = (label: string): string =>
  `${label} is configured there already; take that stanza out, umctl writes its own`;

/**
 * No stanza of an alias but umctl's own. ifup would run both, and fail on the second, at every boot. One that an admin
 * wrote by hand is theirs to take out.
 */
export const soleStanza = defineResource<Params, { readonly elsewhere: string }>({
  type: 'sole stanza',
  key: ({ label }) => label,
  want: () => ({ elsewhere: '' }),
  probe: (params) => joinSh([elsewhere(params), sh`elsewhere`]),
  parse: ({ stdout }, { label }) => {
    const elsewhere = stdout.trim().replaceAll('\n', ' ');
    return elsewhere === '' ? { elsewhere } : { elsewhere, cannot: `${elsewhere}: ${takeOut(label)}` };
  },
  apply: (params) => ({
    run: script(
      elsewhere(params),
      sh`found=$(elsewhere)
[ -z "$found" ] || fail "$found: "${takeOut(params.label)}`,
    ),
  }),
});
