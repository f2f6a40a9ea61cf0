import { defineResource, type Relations, type Resource } from '../core/resource.ts';
import { type Sh, sh } from '../core/sh.ts';
import { areFiles, askLoaded, digestOf, parseLoaded, recordLoaded } from './shell/loaded.ts';
import { script } from './shell/script.ts';

interface Params {
  /** What is loaded; names the record of it, so no service may be called that. */
  readonly name: string;
  /** Succeeds while a daemon runs that has loaded it. One that does not run loads what is there when it is started. */
  readonly runs: Sh;
  /** Has the daemon load it anew. */
  readonly reload: Sh;
}

type Loading = Params & { readonly config: string; readonly files: readonly string[]; readonly onlyFiles: boolean };

/** That a daemon which is not the init system's to reload has loaded what this `uses`; owed like a service's reload. */
export const load = (params: Params, relations: Relations & Required<Pick<Relations, 'uses'>>): Resource =>
  loadType(
    {
      ...params,
      config: digestOf(relations.uses),
      files: relations.uses.flatMap(({ files = [] }) => files),
      onlyFiles: areFiles(relations.uses),
    },
    relations,
  );

const loadType = defineResource<Loading, { readonly config?: string | undefined }>({
  type: 'load',
  key: ({ name }) => name,
  want: ({ config }) => ({ config }),
  probe: ({ name, files }) => askLoaded(name, files),
  parse: ({ stdout }, loading) => ({ config: parseLoaded(stdout.trim(), loading) }),
  apply: ({ name, config, files, runs, reload }) => ({
    run: script(
      recordLoaded(name, { config, files }),
      sh`if ${runs}; then ${reload}; fi
record`,
    ),
  }),
});
