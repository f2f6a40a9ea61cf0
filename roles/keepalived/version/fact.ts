import type { Fact } from '../../../src/core/fact.ts';
import { sh } from '../../../src/core/sh.ts';
import { DIRECTOR_SETTINGS } from '../paths.ts';
import { askLabelled, type Labelled, labelledIn } from './labelled.ts';
import { askOffered } from './software.ts';
import { type KeepalivedVersion, parseVersion } from './version.ts';

/** What a host says of keepalived. */
export interface Found {
  /** Of the program that is installed. */
  readonly installed?: KeepalivedVersion;
  /** What the lists of packages have that the host keeps; nothing is loaded to know. */
  readonly offered?: KeepalivedVersion;
  /** Set where it is set up as a director under keepalived. */
  readonly director?: true;
  /** Whether SELinux lets it connect to any port, by keepalived_connect_any; unset where there is no such thing. */
  readonly connectsToAny?: 'yes' | 'no';
  readonly labelled?: readonly Labelled[];
}

export const keepalivedFact: Fact<Found> = {
  id: 'keepalived',
  ask: sh`PATH=$PATH:/usr/sbin:/sbin
if command -v keepalived >/dev/null 2>&1; then keepalived --version 2>&1 | sed -n '1s/^/installed /p'
else
${askOffered}
fi
[ ! -e ${DIRECTOR_SETTINGS} ] || echo director
case $(cat /sys/fs/selinux/booleans/keepalived_connect_any 2>/dev/null) in
  0*) echo connects no; ${askLabelled} ;;
  1*) echo connects yes; ${askLabelled} ;;
esac`,
  parse: ({ stdout }) => {
    const of = (word: string) => parseVersion(stdout.split('\n').find((line) => line.startsWith(`${word} `)) ?? '');
    const [, connectsToAny] = /^connects (yes|no)$/m.exec(stdout) ?? [];
    const labelled = labelledIn(stdout);
    const [installed, offered] = [of('installed'), of('offered')];
    return {
      ...(installed === undefined ? {} : { installed }),
      ...(offered === undefined ? {} : { offered }),
      ...(/^director$/m.test(stdout) ? { director: true } : {}),
      ...(connectsToAny === 'yes' || connectsToAny === 'no' ? { connectsToAny } : {}),
      ...(labelled.length > 0 ? { labelled } : {}),
    };
  },
  show: ({ installed, offered }) => {
    const value = installed?.version ?? (offered === undefined ? 'not installed' : `${offered.version} to install`);
    return [{ name: 'keepalived', values: [value] }];
  },
};
