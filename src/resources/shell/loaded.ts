import { createHash } from 'node:crypto';
import type { Resource } from '../../core/resource.ts';
import { nameSecrets } from '../../core/secrets.ts';
import { type Sh, sh } from '../../core/sh.ts';
import { flushFunction } from './keep.ts';
import { STATE_DIRECTORY } from './script.ts';

/** On record, yet files have been written since. */
const WRITTEN_SINCE = 'then its files were written';

const recordOf = (service: string): string => `${STATE_DIRECTORY}/loaded/${service}`;

/** Tells files apart from what stood there before: replaced or written, a file has another inode, time or size. */
const stamps = (files: readonly string[]): Sh =>
  files.length === 0 ? sh`:` : sh`stat -L -c '%n %i %Y %s' ${files} 2>/dev/null || :`;

/**
 * Of everything that the used resources want: text, link targets, settings. Secrets stand in it by name only, as one that
 * is yet to be made has no fingerprint; that a secret was rotated shows in the stamps of the file which holds it.
 */
export const digestOf = (uses: readonly Resource[]): string =>
  createHash('sha256')
    .update(nameSecrets(JSON.stringify(uses.map(({ id, want }) => [id, want]))))
    .digest('hex')
    .slice(0, 12);

/** Prints, on one line, the digest of what the service last loaded, and whether its files are still the same. */
export const askLoaded = (service: string, files: readonly string[]): Sh => sh`digest=
if [ -f ${recordOf(service)} ]; then
  {
    read -r digest
    then=
    while read -r stamp; do then="\${then:+$then
}$stamp"; done
  } < ${recordOf(service)}
  [ "$then" = ${files.length === 0 ? sh`''` : sh`"$(${stamps(files)})"`} ] || digest="$digest, "${WRITTEN_SINCE}
fi
echo "$digest"`;

interface Loaded {
  /** The digest of what is wanted. */
  readonly config?: string;
  /** See {@link areFiles}. */
  readonly onlyFiles: boolean;
}

/** Whether all that is used is in files: of each, its own steps tell whether it is as wanted, and its stamp whether it was loaded. */
export const areFiles = (uses: readonly Resource[]): boolean => uses.every(({ files = [] }) => files.length > 0);

/**
 * The digest of what is loaded, undefined when nothing is on record. Files that are as they were loaded are loaded, whatever
 * the inventory wanted then: `restore` goes back to files of an inventory that it does not know.
 */
export function parseLoaded(line: string, { config, onlyFiles }: Loaded): string | undefined {
  if (line === '') return undefined;
  return onlyFiles && !line.endsWith(WRITTEN_SINCE) ? config : line;
}

/**
 * Defines `is_loaded`, and `record`, which takes down what was there when this was defined, and has it on disk with the name
 * that it gets: a record that goes with the power, while the files stay, is a reload that nobody needs.
 */
export const recordLoaded = (
  service: string,
  { config, files }: { readonly config: string; readonly files: readonly string[] },
): Sh => sh`${flushFunction}
record=${recordOf(service)}
stamps=$(echo ${config}; ${stamps(files)})
is_loaded() { [ -f "$record" ] && [ "$(cat "$record")" = "$stamps" ]; }
record() {
  mkdir -p "\${record%/*}"
  printf '%s\\n' "$stamps" > "$record.new" || { rm -f "$record.new"; fail "cannot write $record.new"; }
  mv -f "$record.new" "$record"
  flush "$record" "\${record%/*}"
}`;
