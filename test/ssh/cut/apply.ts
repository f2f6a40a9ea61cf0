import { z } from 'zod';
import type { Connect, Connection } from '../../../src/core/connection.ts';
import type { Event, Summary } from '../../../src/core/events.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Resource } from '../../../src/core/resource.ts';
import { defineRole } from '../../../src/core/role.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { sh } from '../../../src/core/sh.ts';
import { apply } from '../../../src/engine/apply.ts';
import { UNASKED } from '../../../src/engine/approve/approval.ts';
import type { Holder } from '../../../src/engine/lock/holder.ts';
import { describeSelf, isGone } from '../../../src/records/controller.ts';
import { newRunId } from '../../../src/records/run-id.ts';
import { createConnect } from '../../../src/ssh/connect.ts';
import { type Version, wanted } from './site.ts';

/** Where the host is. */
export interface Way {
  readonly port: number;
  readonly key: string;
  readonly configFile: string;
}

/**
 * Hears of each moment at which a run can be cut: where one exchange is over and the next begins, or one step and the next.
 * After an exchange it may say {@link REPLY_LOST} once it has cut the link: what was done is done, and nobody heard of it.
 */
export const REPLY_LOST = 'reply lost';
export type OnMoment = (moment: string) => unknown;

const ended = new Set<string>();

/** Applies a version to the host, as umctl does, and tells of each moment. */
export const applyVersion = (version: Version, way: Way, onMoment: OnMoment = () => {}): Promise<Summary> =>
  applyWanted(wanted(version), way, { onMoment, warn: () => {}, signal: new AbortController().signal });

/** Applies what is wanted to the host, as umctl does. */
export async function applyWanted(
  resources: readonly Resource[],
  way: Way,
  {
    onMoment,
    warn,
    signal,
  }: { readonly onMoment: OnMoment; readonly warn: (message: string) => void; readonly signal: AbortSignal },
): Promise<Summary> {
  const host: Host = {
    name: 'n1',
    groups: ['all'],
    vars: {},
    connection: { host: '127.0.0.1', port: way.port, user: 'root', privateKeyFile: way.key, sshOptions: {} },
    at: () => ({ file: 'cut.yaml', line: 1, column: 1 }),
  };
  const role = defineRole({ name: 'cut', vars: z.object({}), resources: () => resources });
  const secrets = createSecrets();
  const connect = createConnect({ settings: () => host.connection, secrets, configFile: way.configFile });
  const holder = describeSelf(newRunId(), 'a test');
  const report = (event: Event): void => {
    if (event.type === 'step-start') onMoment(`begin of ${event.id}`);
    if (event.type === 'warning') warn(event.message);
  };
  try {
    return await apply(
      {
        job: {
          hosts: [host],
          selected: new Set(['n1']),
          plays: [{ play: { name: 'cut', hosts: 'all', roles: [role] }, hosts: [host] }],
          vars: new Map([['n1', new Map([['cut', {}]])]]),
          wants: () => true,
        },
        identity: {
          holder,
          // Runs of this very process that are over count as those of processes that are gone.
          isGone: (other: Holder) => ended.has(other.run) || isGone(other, holder),
          isRunning: () => false,
          lockWaitSeconds: 0,
          unlockCommand: 'umctl unlock',
        },
        forks: 1,
        secrets,
        connect: watched(connect, onMoment),
        platformFacts: [],
        platformOf: () => ({ name: 'test' }) as Platform,
        resolve: async () => '',
      },
      { report, signal },
      UNASKED,
    );
  } finally {
    ended.add(holder.run);
  }
}

const watched =
  (connect: Connect, onMoment: OnMoment): Connect =>
  async (host) => {
    const connection = await connect(host);
    let count = 0;
    const { ask, run, close } = connection;
    const around = async <T>(exchange: () => Promise<T>): Promise<T> => {
      const name = `exchange ${++count}`;
      onMoment(`before ${name}`);
      const reply = await exchange();
      // The link that was cut says itself how that shows.
      if (onMoment(`after ${name}`) === REPLY_LOST) await run([{ run: sh`:` }]);
      return reply;
    };
    return {
      host,
      exchanges: 0,
      close,
      ask: (questions) => around(() => ask(questions)),
      run: (...args: Parameters<Connection['run']>) => around(() => run(...args)),
    };
  };
