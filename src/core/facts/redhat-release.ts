import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

/** First line of /etc/redhat-release or a relative of it; empty where there is none (EL 5 and 6 have no os-release). */
export const redhatRelease: Fact<string> = {
  id: 'redhatRelease',
  ask: tidy(sh`for file in /etc/redhat-release /etc/system-release /etc/fedora-release; do
  if [ -f "$file" ]; then read -r line < "$file"; echo "$line"; break; fi
done`),
  parse: (output) => linesIn(output)[0] ?? '',
};
