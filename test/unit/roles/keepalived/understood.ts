/** Of a virtual router, what an inventory says; umctl has a priority, files that are tracked and commands of its own. */
const OF_ROUTER =
  /^ {3}(VRRP Version|Interface|Skip|Virtual Router ID|Advert interval|Gratuitous ARP|Authentication|Password)\b|^ {5}(?!umctl|Using unicast)/;
/** What becomes of a configuration as it runs, and what umctl has more of: seconds over which first checks are spread. */
const AS_IT_RUNS =
  /^ +(alive|quorum_state_up|reloaded|effective weight|previous effective_weight|num failed checkers|RS set|Up|Has run|Current weight|Retries iterations|Warmup) = |^ {3}(Result|Status|Last status|State|Init state|Tracking)\b|^ {5}.* weight -?\d+$/;

/** What follows a heading at the edge, up to the next one. */
const section = (dump: string, name: string): string => {
  const [, rest = ''] = dump.split(`\n------< ${name} >------\n`);
  return rest.split(/^------</m)[0] ?? '';
};

const parts = (text: string, begins: RegExp): readonly string[] => `\n${text}`.split(begins).slice(1);

const lines = (part: string, isSaid: (line: string) => boolean): string =>
  part
    .split('\n')
    .filter((line) => line !== '' && isSaid(line))
    .join('\n')
    .replace(/ EFF WEIGHT = \d+/g, '');

/**
 * What keepalived has written down of itself, as far as an inventory says it: the virtual router of that name, its scripts, the
 * virtual servers with their real servers, and the checks, in whatever order.
 */
export function understood(dump: string, instance: string): Readonly<Record<string, readonly string[]>> {
  const routers = parts(section(dump, 'VRRP Topology'), /^(?= VRRP Instance = )/m);
  const router = routers.filter((one) => one.includes(` VRRP Instance = ${instance}\n`));
  const servers = parts(section(dump, 'LVS Topology'), /^ ------< Virtual server >------\n/m);
  const checks = parts(section(dump, 'Health checkers'), /^(?= \S.* -> )/m);
  const asWritten = (part: string) => lines(part, (line) => !AS_IT_RUNS.test(line));
  return {
    router: router.map((one) => lines(one, (line) => OF_ROUTER.test(line))),
    scripts: [asWritten(section(dump, 'VRRP Scripts'))],
    servers: servers.map(asWritten).toSorted(),
    checks: checks.map(asWritten).toSorted(),
  };
}
