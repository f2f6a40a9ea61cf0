import type { Output } from '../../../src/core/connection.ts';
import { defineResource } from '../../../src/core/resource.ts';
import { DIGEST_MARK } from '../../../src/core/secrets.ts';
import { joinSh, type Sh, sh } from '../../../src/core/sh.ts';
import { END } from '../../../src/resources/shell/replace.ts';
import { AUTHKEYS } from '../config.ts';
import { andEnd, askReread, edit, type Rereading } from './edit.ts';
import type { Key } from './number.ts';
import { COMES, SIGNS } from './state.ts';

type Params = Key & Rereading;

/** Prints the file without empty lines; its last line ends, whoever wrote it. */
const whole: Sh = sh`{ cat "$p"; echo; } | sed '/^$/d'`;

/**
 * In a file where no key is on its way in, all is as the service has it. A file that is not there yet, or names no key to
 * sign with (it is empty, or has comments only), is written whole later.
 */
const midway = (ask: Sh): Sh => sh`grep -qs ${`${SIGNS}[0-9]`} ${AUTHKEYS} || { echo none; exit 0; }
if grep -q ${`^${COMES}`} ${AUTHKEYS}; then ${askReread}; else echo loaded; fi
${ask}`;

const read = ({ stdout }: Output): { readonly none: boolean; readonly loaded: string; readonly said: string } => {
  const [loaded = '', said = ''] = stdout.split('\n');
  return { none: loaded === 'none', loaded, said };
};

/** The first phase: a director believes who signs with the new key, too, and goes on signing with the old one. */
export const acceptsKey = defineResource<Params, { readonly accepts: string; readonly heartbeat: string }>({
  type: 'authkeys',
  key: () => 'accept the new key',
  want: ({ token }) => ({ accepts: token, heartbeat: 'loaded' }),
  probe: ({ number }) =>
    midway(sh`key=$(sed -n ${`s/^[[:space:]]*${number}[[:space:]]\\{1,\\}sha1[[:space:]]\\{1,\\}//p`} ${AUTHKEYS})
[ -z "$key" ] || printf ${`${DIGEST_MARK}%s\\n`} "$(printf %s "$key" | sha256sum | cut -d ' ' -f 1)"`),
  parse: (output, { token }) => {
    const { none, loaded, said } = read(output);
    if (none) return { accepts: token, heartbeat: 'loaded' };
    return { ...(said === '' ? {} : { accepts: said }), heartbeat: loaded };
  },
  apply: ({ number, token, ...rereading }) => ({
    run: edit(
      joinSh([
        sh`${whole} | sed -e ${`/^${COMES}/d`} -e ${`/^[[:space:]]*${number}[[:space:]]/d`}`,
        sh`printf '%s\\n' ${`${COMES}${number}`}`,
        sh`cat`,
      ]),
      rereading,
    ),
    stdin: `${number} sha1 ${token}\n${END}`,
  }),
});

/** The second phase: it signs with the new key, which all others believe by now. */
export const signsWithKey = defineResource<Params, { readonly signs: string; readonly heartbeat: string }>({
  type: 'authkeys',
  key: () => 'sign with the new key',
  want: ({ number }) => ({ signs: `key ${number}`, heartbeat: 'loaded' }),
  probe: () => midway(sh`sed -n ${`s/${SIGNS}//p`} ${AUTHKEYS}`),
  parse: (output, { number }) => {
    const { none, loaded, said } = read(output);
    return none ? { signs: `key ${number}`, heartbeat: 'loaded' } : { signs: `key ${said}`, heartbeat: loaded };
  },
  apply: ({ number, token: _, ...rereading }) => ({
    run: edit(andEnd(sh`${whole} | sed ${`s/${SIGNS}.*/auth ${number}/`}`), rereading),
  }),
});
