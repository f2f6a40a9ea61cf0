import type { Output } from '../core/connection.ts';
import type { Daemon } from '../core/daemon.ts';
import { type Change, defineResource, type Impact, type Relations, type Resource } from '../core/resource.ts';
import { joinSh, type Sh, sh } from '../core/sh.ts';
import { noOption } from './no-option.ts';
import { areFiles, askLoaded, digestOf, parseLoaded, recordLoaded } from './shell/loaded.ts';
import { script } from './shell/script.ts';

/** A service that an init system is asked of, and told of. */
export interface InitService {
  readonly name: string;
  readonly daemon?: Daemon;
}

/** How an init system is asked and told; see src/platform/providers/services. */
export interface InitSystem {
  /** Asks whether a service starts at boot and runs now. */
  readonly probe: (service: InitService) => Sh;
  /** `enabled` is a text where it is neither, such as "in run levels 2 and 3"; nothing is known of an absent service. */
  readonly parse: (lines: readonly string[]) => Omit<State, 'config'>;
  /**
   * Shell functions without arguments: `is_running`; `enable`, `disable`, `start`, `stop`, `reload`, `restart`, which
   * are right from any state; `explain`, which prints the last that the service said.
   */
  readonly functions: (service: InitService) => Sh;
}

/** What is `enabled` of a service whose administrator has seen to it that nothing starts it; see mask in systemctl(1). */
export const MASKED = 'masked';

interface Params extends InitService {
  readonly enabled: boolean;
  /** Unset = leave it as it is. */
  readonly running?: boolean;
  readonly onChange?: 'reload' | 'restart';
  /** Set where its unit goes after it: one that is absent is as good as stopped. */
  readonly gone?: true;
  readonly init: InitSystem;
}

/** `config` = digest of what the service last loaded; an owed reload is a difference like any other. */
type State = {
  readonly enabled?: boolean | string | undefined;
  readonly running?: boolean | string | undefined;
  readonly config?: string | undefined;
};

/** A service of the init system: at boot, now, and with the configuration that it `uses` loaded. */
export function service(params: Params, relations: Relations = {}): Resource {
  const { uses = [] } = relations;
  noOption('service', [params.name]);
  const loads = params.running === true && uses.length > 0;
  return serviceType(
    {
      ...params,
      ...(loads ? { config: digestOf(uses) } : {}),
      files: uses.flatMap((used) => used.files ?? []),
      onlyFiles: areFiles(uses),
    },
    relations,
  );
}

type Loading = Params & { readonly config?: string; readonly files: readonly string[]; readonly onlyFiles: boolean };

const serviceType = defineResource<Loading, State>({
  type: 'service',
  key: ({ name }) => name,
  impact,
  want: ({ enabled, running, config }) => ({ enabled, running, config }),
  probe: ({ init, files, ...service }) => joinSh([askLoaded(service.name, files), init.probe(service)]),
  parse: ({ stdout }: Output, { init, enabled, running, gone, ...loading }) => {
    const [loaded = '', ...lines] = stdout.split('\n');
    const said = init.parse(lines);
    const found = gone ? { enabled: said.enabled ?? false, running: said.running ?? false } : said;
    // A mask is in the way of what is to start; where nothing is, it is as good as disabled.
    const starts = enabled || (running === true && found.running !== true);
    return {
      ...found,
      ...(found.enabled === MASKED && !starts ? { enabled: false } : {}),
      config: parseLoaded(loaded, loading),
    };
  },
  apply: (params, changed) => ({
    run: script(
      params.init.functions(params),
      ...(changed('enabled') ? [params.enabled ? sh`enable` : sh`disable`] : []),
      ...(params.running === undefined ? [] : [params.running ? run(params) : sh`stop`]),
    ),
  }),
});

/** Of a service that does not run yet nobody notices that it is started. */
function impact(changes: readonly Change[]): Impact {
  const has = (field: string) => changes.find((change) => change.field === field);
  const running = has('running');
  if (running !== undefined) return running.to === false ? 'interrupts' : 'none';
  return has('config') === undefined ? 'none' : 'reload';
}

/** What was on disk before the service read it is what it has loaded: whatever is written meanwhile is owed again. */
function run({ name, config, files, onChange = 'restart' }: Loading): Sh {
  const settled = sh`settled() {
  sleep 1
  is_running || { explain >&2; fail ${`${name} does not stay up; the last it said is above`}; }
}`;
  if (config === undefined) return joinSh([settled, sh`is_running || { start; settled; }`]);
  return joinSh([
    settled,
    recordLoaded(name, { config, files }),
    sh`if ! is_running; then start; settled
elif ! is_loaded; then ${onChange === 'reload' ? sh`reload` : sh`restart`}; settled
fi
record`,
  ]);
}
