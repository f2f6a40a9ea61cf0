import type { Output } from '../core/connection.ts';
import { defineResource } from '../core/resource.ts';
import { joinSh, type Sh, sh } from '../core/sh.ts';
import { askBlock, parseBlock, rewriteBlock } from './shell/block.ts';
import { beginning, observePath, parsePath, recognised } from './shell/observe.ts';
import { END, replaceFile } from './shell/replace.ts';
import { script } from './shell/script.ts';

interface Params {
  /** The file that is loaded at boot; see sysctl.d(5). */
  readonly path: string;
  /** Set where the file belongs to the admin: the settings stand in a block of this name then. */
  readonly block?: string;
  /** By their names in sysctl(8); several numbers in one value are separated by blanks. */
  readonly settings: Readonly<Record<string, string | number>>;
  /**
   * By the name of a setting: where a program that has changed it for a while keeps the value that it will set again. While that
   * file is there, its value counts as the live one, and is the one that is changed.
   */
  readonly setAside?: Readonly<Record<string, string>>;
}

/** `persisted` = the text of the file; the other fields are the live values by name. */
type State = Readonly<Record<string, string | undefined>>;

/** Kernel settings in a file of their own, and live. A setting whose kernel module is not loaded has no live value. */
export const sysctl = defineResource<Params, State>({
  type: 'sysctl',
  key: ({ path, block }) => (block === undefined ? path : `${path} ${block}`),
  want: ({ settings }) => ({ persisted: fileText(settings), ...folded(settings) }),
  probe: ({ path, block, settings, setAside = {} }) =>
    joinSh([
      sh`set -f
value() { if [ -r "$1" ]; then set -- $(cat "$1"); echo "$*"; else echo; fi; }`,
      ...Object.keys(settings).map((name) => {
        const aside = setAside[name];
        const live = sh`value ${procPath(name)}`;
        return aside === undefined ? live : sh`if [ -s ${aside} ]; then value ${aside}; else ${live}; fi`;
      }),
      block === undefined
        ? observePath(path, {
            contentAs: 'text',
            wanted: fileText(settings),
            unless: beginning({
              kind: 'file',
              mode: '0644',
              owner: 'root',
              group: 'root',
              content: fileText(settings),
            }),
          })
        : askBlock(path, { name: block, content: fileText(settings).trimEnd() }),
    ]),
  parse: ({ stdout, ...rest }: Output, { path, block, settings }) => {
    const names = Object.keys(settings);
    const lines = stdout.split('\n');
    const answer = { ...rest, stdout: lines.slice(names.length).join('\n') };
    const live = Object.fromEntries(names.map((name, i) => [name, lines[i] || undefined]));
    if (block === undefined) {
      const { content: persisted, cannot, loses } = recognised(parsePath(answer), fileText(settings));
      return { persisted, ...live, cannot, loses };
    }
    const { markers, content, cannot } = parseBlock(answer, path, block);
    return { persisted: content ?? (markers === 'none' ? undefined : markers), ...live, cannot };
  },
  apply: ({ path, block, settings, setAside = {} }) => ({
    run: script(
      block === undefined
        ? replaceFile(path)
        : rewriteBlock(path, { name: block, content: fileText(settings).trimEnd() }),
      sh`set_live() {
  [ -e "$2" ] || fail "this kernel has no setting $1: the module that brings it is not loaded"
  [ -s "\${4-}" ] || set -- "$1" "$2" "$3" "$2"
  printf '%s\\n' "$3" > "$4" || fail "the kernel refuses $1 = $3"
}`,
      ...setLive(settings, setAside),
    ),
    stdin: `${fileText(settings)}${END}`,
  }),
  files: ({ path }) => [path],
});

const folded = (settings: Params['settings']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, String(value).trim().replace(/\s+/g, ' ')]),
  );

const fileText = (settings: Params['settings']): string =>
  Object.entries(folded(settings))
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');

const setLive = (settings: Params['settings'], setAside: NonNullable<Params['setAside']>): readonly Sh[] =>
  Object.entries(folded(settings)).map(([name, value]) => {
    const aside = setAside[name];
    return sh`set_live ${[name, procPath(name), value, ...(aside === undefined ? [] : [aside])]}`;
  });

/** `net.ipv4.conf.eth0/100.arp_ignore` is in /proc/sys/net/ipv4/conf/eth0.100/arp_ignore; see sysctl.d(5). */
const procPath = (name: string): string =>
  `/proc/sys/${name.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'))}`;
