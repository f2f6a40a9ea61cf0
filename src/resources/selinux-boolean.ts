import { defineResource } from '../core/resource.ts';
import { sh } from '../core/sh.ts';
import { STATE_DIRECTORY, script } from './shell/script.ts';

interface Params {
  /** As getsebool(8) lists it. */
  readonly name: string;
  /** `as before`: off again, if it is on because umctl once set it. */
  readonly wanted: 'on' | 'as before';
  /** What it is wanted for, as the plan says it. */
  readonly why?: string;
}

type State = { readonly now?: string; readonly atBoot?: string; readonly setBy?: string };

/** There while it is umctl that has set it. */
const note = (name: string): string => `${STATE_DIRECTORY}/selinux/${name}`;

/** A boolean of SELinux's policy, now and at boot. */
export const selinuxBoolean = defineResource<Params, State>({
  type: 'SELinux boolean',
  key: ({ name }) => name,
  title: ({ name, why }) => `SELinux boolean ${name}${why === undefined ? '' : `, for ${why}`}`,
  impact: () => 'none',
  want: ({ wanted }) => (wanted === 'on' ? { now: 'on', atBoot: 'on' } : { setBy: 'nobody' }),
  // What was set for good is in the policy's store, whose place differs by release; semanage(8) would take a second to tell.
  probe: ({ name }) => sh`for folder in /sys/fs/selinux /selinux; do
  [ ! -e "$folder/booleans/"${name} ] || { printf 'now '; tr -d '\\000' < "$folder/booleans/"${name}; echo; }
done
for store in /var/lib/selinux/*/active /etc/selinux/*/active /etc/selinux/*/modules/active; do
  [ ! -e "$store/booleans.local" ] || sed -n 's/^/boot /p' "$store/booleans.local"
done
[ ! -e ${note(name)} ] || echo ours
command -v setsebool >/dev/null 2>&1 || [ -e /usr/sbin/setsebool ] || echo 'no setsebool'`,
  parse: ({ stdout }, { name, wanted }) => {
    const lines = stdout.split('\n').map((line) => line.trim());
    const now = lines.find((line) => line.startsWith('now '))?.startsWith('now 1') === true ? 'on' : 'off';
    const atBoot = lines.includes(`boot ${name}=1`) ? 'on' : 'off';
    const isLacking = wanted === 'on' && lines.includes('no setsebool') && !(now === 'on' && atBoot === 'on');
    return {
      now,
      atBoot,
      setBy: lines.includes('ours') ? 'umctl' : 'nobody',
      ...(isLacking
        ? { cannot: `there is no setsebool to set ${name} with; it is in the package policycoreutils` }
        : {}),
    };
  },
  apply: ({ name, wanted }) => ({
    run: script(
      sh`PATH=$PATH:/usr/sbin:/sbin; note=${note(name)}`,
      wanted === 'on'
        ? sh`case $(cat /sys/fs/selinux/booleans/${name} /selinux/booleans/${name} 2>/dev/null) in 0*) mkdir -p "\${note%/*}"; : > "$note" ;; esac
setsebool -P ${name} on`
        : sh`[ ! -e "$note" ] || { setsebool -P ${name} off; rm -f "$note"; rmdir "\${note%/*}" 2>/dev/null || :; }`,
    ),
  }),
});
