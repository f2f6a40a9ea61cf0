import { Command, InvalidArgumentError, Option } from 'commander';
import { isHttpUrl } from '../cluster/drill/http-url.ts';
import type { DrillOptions } from '../cluster/drill/settings.ts';
import type { ChangingOptions } from './options.ts';

export interface DrillFlags extends ChangingOptions {
  readonly fault: string;
  readonly url?: string;
  readonly address?: string;
  readonly from?: string;
  readonly proxy?: string;
  readonly on?: string;
  readonly report?: string;
  readonly rate: number;
  readonly timeout: number;
  readonly keepAlive: number;
  readonly baseline: number;
  readonly calm: number;
  readonly within: number;
  readonly cutFor: number;
  readonly allowCrash?: boolean;
}

/** How often each kept connection is used, and how long an answer on it is waited for, in milliseconds. */
const KEPT = { every: 200, patience: 10_000 };

/** @param faults what umctl's own playbook knows: shown, and not required, as a playbook of the user's own may know others */
export const withDrillOptions = (command: Command, faults: readonly string[]): Command =>
  command
    .addOption(new Option('--fault <fault>', 'what to break').choices(faults).argParser(String).makeOptionMandatory())
    .option('--url <url>', 'what to ask for (default: the first http service of each virtual address)')
    .option('--address <names>', 'ask only these virtual addresses, by their names, with commas between them')
    .option('--from <host>', 'send the load from this host of the inventory, over SSH; or `controller` (the default)')
    .option(
      '--proxy <url>',
      'send the load through this HTTP proxy (default: `proxy` of `drill` in the inventory)',
      httpUrl,
    )
    .option('--on <node>', 'the node to break (default: the active director, or a real server that is not active)')
    .option('--report <file>', 'write the result as one HTML file')
    .option('--rate <number>', 'new connections a second, to each address', number(1, 200), 10)
    .option('--timeout <seconds>', 'how long a request over a new connection may take', number(0.05, 60), 1)
    .option(
      '--keep-alive <number>',
      'connections to each address that are kept and used five times a second',
      number(0, 200),
      4,
    )
    .option('--baseline <seconds>', 'load before the fault', number(1, 600), 10)
    .option('--calm <seconds>', 'time without a failure before it counts as recovered', number(1, 600), 10)
    .option('--within <seconds>', 'how long to wait for the recovery', number(5, 3600), 120)
    .option('--cut-for <seconds>', 'how long cut-link keeps the link down', number(5, 300), 30)
    .option('--allow-crash', 'for --fault crash: yes, reset that host without warning');

/** The options of a drill's own that were typed, to be typed again. */
export const drillWords = (command: Command): readonly string[] =>
  withDrillOptions(new Command(), []).options.flatMap((option) => {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli') return [];
    return [option.long ?? '', ...(option.isBoolean() ? [] : [String(command.getOptionValue(name))])];
  });

/** What the flags ask for. Pure. */
export function drillOptions(flags: DrillFlags): DrillOptions {
  const {
    fault,
    url,
    address,
    from,
    proxy,
    on,
    rate,
    timeout,
    keepAlive,
    baseline,
    calm,
    within,
    cutFor,
    allowCrash = false,
  } = flags;
  return {
    fault,
    url,
    address,
    from,
    proxy,
    on,
    times: { baseline, calm, within },
    load: { rate, timeout, keepAlive: { connections: Math.round(keepAlive), ...KEPT } },
    cutSeconds: Math.round(cutFor),
    allowCrash,
  };
}

const number =
  (least: number, most: number) =>
  (value: string): number => {
    const given = Number(value);
    if (!/^\d+(\.\d+)?$/.test(value) || given < least || given > most)
      throw new InvalidArgumentError(`Expected a number from ${least} to ${most}.`);
    return given;
  };

function httpUrl(value: string): string {
  if (!isHttpUrl(value)) throw new InvalidArgumentError('Expected the URL of an HTTP proxy, http://HOST:PORT.');
  return value;
}
