import { defineResource } from '../../../core/resource.ts';
import { type Sh, sh } from '../../../core/sh.ts';
import { script } from '../../../resources/shell/script.ts';
import { closeUnwanted, firewalldFunctions, openWanted, RECORD, shown } from './firewalld-shell.ts';
import { NONE } from './opening.ts';

/** The record as a run found it; none where nothing was opened then. */
interface Then {
  readonly copy: string | undefined;
}

/** Defines `then_open`, which prints what was open then; and `missing`, what of that is not open now or after a start. A zone that is gone has nothing missing. */
const missing = ({ copy }: Then): Sh => sh`${firewalldFunctions}
then_open() { ${copy === undefined ? sh`:` : sh`cat ${copy}`}; }
missing() {
  for zone in "" $(then_open | cut -d '|' -f 1 | sort -u); do
    now=$(rules "$zone" '' 2>/dev/null) && kept=$(rules "$zone" --permanent 2>/dev/null) || continue
    then_open | sed -n "s/^$zone|//p" | while IFS= read -r rule; do
      { printf '%s\n' "$now" | grep -qxF -- "$rule" && printf '%s\n' "$kept" | grep -qxF -- "$rule"; } ||
        printf '%s\n' "$zone|$rule"
    done
  done
}`;

/** What a run closed is open again. */
export const openedAgain = defineResource<Then, { readonly missing: string }>({
  type: 'firewall',
  key: () => 'firewalld',
  title: () => 'firewalld lets in what it did before that run',
  want: () => ({ missing: NONE }),
  probe: (then) => sh`${missing(then)}
missing`,
  parse: ({ stdout }) => ({ missing: shown(stdout, () => true) }),
  apply: (then) => ({ run: script(missing(then), sh`wanted=$(missing)`, openWanted) }),
  files: () => [RECORD],
  impact: () => 'none',
  restorable: 'files',
});

/** What a run opened is closed again, unless the inventory wants it. */
export const closedAgain = defineResource<Then & { readonly wanted: readonly string[] }, { readonly left: string }>({
  type: 'firewall closed',
  key: () => 'firewalld',
  title: () => 'firewalld lets in no more than before that run, and what the cluster needs',
  want: () => ({ left: NONE }),
  probe: ({ copy }) =>
    sh`[ ! -f ${RECORD} ] || ${copy === undefined ? sh`cat ${RECORD}` : sh`grep -vxF -f ${copy} ${RECORD}`}`,
  parse: ({ stdout }, { wanted }) => ({ left: shown(stdout, (line) => !wanted.includes(line)) }),
  apply: ({ copy, wanted }) => ({
    run: script(firewalldFunctions, sh`wanted=$(cat - ${copy === undefined ? '/dev/null' : copy})`, closeUnwanted),
    stdin: wanted.map((rule) => `${rule}\n`).join(''),
  }),
  files: () => [RECORD],
  impact: () => 'none',
  restorable: 'files',
});
