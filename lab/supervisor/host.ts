import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import process from 'node:process';
import { runDirectory } from '../model/paths.ts';
import type { HostSpec } from '../model/topology.ts';
import { kernelArguments } from '../model/uml.ts';
import { waitFor } from '../system/wait.ts';
import type { SerialEnd } from './null-modem.ts';

export type HostState = 'running' | 'crashed' | 'halted';

/** One machine of the lab: its power switch. */
export interface Machine {
  readonly spec: HostSpec;
  state(): HostState;
  /** Starts it on its disk; one that runs already is left alone. */
  boot(): void;
  /** Cuts its power: nothing is written, nobody is told. */
  crash(): Promise<void>;
}

export interface MachineOptions {
  readonly spec: HostSpec;
  readonly kernel: string;
  /** Process whose network namespace holds the host's tap. */
  readonly segmentPid: number;
  readonly serial: SerialEnd | undefined;
  readonly consoleLog: string;
  /** The processor that it runs on. */
  readonly processor: number;
}

/** A host that is off. A guest that reboots needs no help: its kernel starts itself again in the same process. */
export function makeMachine(options: MachineOptions): Machine {
  let child: ChildProcess | undefined;
  let state: HostState = 'halted';
  return {
    spec: options.spec,
    state: () => state,
    boot() {
      if (state === 'running') return;
      state = 'running';
      const started = start(options);
      child = started;
      started.once('error', () => {
        state = 'crashed';
      });
      started.once('exit', (code) => {
        // A kernel that was killed alone leaves the processes of its user space behind.
        signalGroup(started.pid, 'SIGKILL');
        if (child === started) state = code === 0 ? 'halted' : 'crashed';
      });
    },
    async crash() {
      const { pid } = child ?? {};
      if (state !== 'running' || pid === undefined) return;
      // The kernel and the processes that run its user space form one process group of their own.
      signalGroup(pid, 'SIGKILL');
      await waitFor(async () => !signalGroup(pid, 0), {
        what: `the processes of ${options.spec.name} to end`,
        seconds: 10,
      });
      state = 'crashed';
    },
  };
}

function start(options: MachineOptions): ChildProcess {
  const { spec, kernel, segmentPid, serial, consoleLog, processor } = options;
  const log = openSync(consoleLog, 'a');
  const argv = [
    '--net',
    '--target',
    `${segmentPid}`,
    '--',
    // The kernel and the processes of its user space take turns all the time: on one processor a fork takes half the time.
    ...['taskset', '--cpu-list', `${processor}`],
    kernel,
    ...kernelArguments(spec, { serial: serial !== undefined }),
  ];
  const child = spawn('nsenter', argv, {
    cwd: runDirectory,
    env: { PATH: process.env['PATH'], TMPDIR: runDirectory },
    detached: true,
    stdio: ['ignore', log, log, ...(serial ? [serial.read, serial.write] : [])],
  });
  closeSync(log);
  return child;
}

/** Sends a signal to a process group; false when there is no such group. Signal 0 only asks. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
