import { defineResource } from '../core/resource.ts';
import { joinSh, type Sh, sh } from '../core/sh.ts';
import { noOption } from './no-option.ts';
import { beginning, observePath, parsePath, recognised } from './shell/observe.ts';
import { END, replaceFile } from './shell/replace.ts';
import { script } from './shell/script.ts';

interface Params {
  readonly name: string;
  /** The file that has it loaded at boot, such as one of modules-load.d(5). */
  readonly path: string;
  readonly content: string;
  /** Of the file, four octal digits. Default 0644. */
  readonly mode?: string;
}

/** `persisted` = the text of the file. */
type State = {
  readonly persisted?: string | undefined;
  readonly mode?: string | undefined;
  readonly loaded: boolean;
};

/** A kernel module, loaded now and at every boot. One that is built in counts as loaded. */
export const kernelModule = defineResource<Params, State>({
  type: 'kernelModule',
  key: ({ name }) => name,
  want: ({ name, content, mode = '0644' }) => {
    noOption('kernel module', [name]);
    return { persisted: content, mode, loaded: true };
  },
  probe: ({ name, path, content, mode = '0644' }) => {
    const unless = beginning({ kind: 'file', mode, owner: 'root', group: 'root', content });
    return joinSh([
      isLoaded(name),
      sh`if is_loaded; then echo yes; else echo no; fi`,
      observePath(path, { contentAs: 'text', wanted: content, unless }),
    ]);
  },
  parse: ({ stdout, ...rest }, { content: wanted }) => {
    const [loaded, ...lines] = stdout.split('\n');
    const { content, mode, cannot, loses } = recognised(parsePath({ ...rest, stdout: lines.join('\n') }), wanted);
    return { persisted: content, mode, loaded: loaded === 'yes', cannot, loses };
  },
  apply: ({ name, path, content, mode = '0644' }) => ({
    run: script(replaceFile(path, mode), isLoaded(name), sh`is_loaded || modprobe ${name}`),
    stdin: `${content}${END}`,
  }),
  files: ({ path }) => [path],
});

const isLoaded = (name: string): Sh => sh`is_loaded() {
  [ ! -d ${`/sys/module/${name}`} ] || return 0
  case $(cat "/lib/modules/$(uname -r)/modules.builtin" 2>/dev/null) in */${name}.ko*) return 0 ;; esac
  return 1
}`;
