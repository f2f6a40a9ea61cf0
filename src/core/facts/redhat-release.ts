import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';

/** First line of /etc/redhat-release or a relative of it; empty where there is none (EL 5 and 6 have no os-release). */
export const redhatRelease: Fact<string> = {
  id: 'redhatRelease',
  ask: sh`for f in /etc/redhat-release /etc/system-release /etc/fedora-release; do
  if [ -f "$f" ]; then head -n 1 "$f"; exit; fi
done`,
  parse: (output) => linesIn(output)[0] ?? '',
};
