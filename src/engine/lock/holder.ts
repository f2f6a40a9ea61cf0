import { z } from 'zod';

/** Which run holds a lock; told to whoever finds the host locked. Without secrets. */
export interface Holder {
  /** The run's id, as `umctl history` lists it. */
  readonly run: string;
  readonly user: string;
  /** Node name of the controller. */
  readonly controller: string;
  /** Tells controllers of one name apart; empty where that cannot be told. */
  readonly machine: string;
  /** Which boot of the controller; empty where that cannot be told. */
  readonly boot: string;
  readonly pid: number;
  /** When the process began, in the kernel's own count; tells it from a later one with its number. */
  readonly started: string;
  /** When the run began, as ISO 8601. */
  readonly since: string;
  /** The command line. */
  readonly message: string;
}

const text = z.string();
export const holderSchema: z.ZodType<Holder> = z.object({
  run: text,
  user: text,
  controller: text,
  machine: text,
  boot: text,
  pid: z.number(),
  started: text,
  since: text,
  message: text,
});

/** A lock as it lies on a host. */
export interface HeldLock {
  /** The name that the lock goes by on the host: the id of the run that took it last. */
  readonly name: string;
  /** Undefined when what is written in it is nothing that umctl wrote. */
  readonly holder: Holder | undefined;
}

export const writeHolder = (holder: Holder): string => `${JSON.stringify(holder)}\n`;

/** Reads what the host shows of its lock: its name on the first line, its holder on the second. Undefined = not locked. */
export function parseLock(shown: string): HeldLock | undefined {
  const [name = '', written = ''] = shown.split('\n');
  return name === '' ? undefined : { name, holder: readHolder(written) };
}

function readHolder(written: string): Holder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(written)).data;
  } catch {
    return undefined;
  }
}
