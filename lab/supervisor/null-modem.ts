import { constants, openSync, readSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { must } from '../system/run.ts';

/** Open ends of one host's serial line: the kernel reads `read` and writes `write`. */
export interface SerialEnd {
  readonly read: number;
  readonly write: number;
}

/** As much as a terminal's own input queue holds (4096, <linux/tty.h>); a longer past is of no use to anybody. */
const capacity = 4096;

/**
 * Two serial lines crossed into a null modem. Like a wire it never blocks the writer: what the other end leaves unread
 * is lost, oldest bytes first. (A plain FIFO fills up, and heartbeat then hangs in its first write.) Makes its FIFOs in
 * `directory`.
 */
export async function nullModem(directory: string): Promise<readonly [SerialEnd, SerialEnd]> {
  const [a, b] = [await openLine(directory, 'a'), await openLine(directory, 'b')];
  carry(a.write, b.read);
  carry(b.write, a.read);
  return [a, b];
}

async function openLine(directory: string, name: string): Promise<SerialEnd> {
  const fifo = (end: string): Promise<number> => openFifo(join(directory, `serial-${name}-${end}`));
  return { read: await fifo('in'), write: await fifo('out') };
}

/** Opened for reading and writing, a FIFO never reports end of file when a host goes away. */
async function openFifo(path: string): Promise<number> {
  await must(['mkfifo', path]);
  return openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
}

function carry(from: number, to: number): void {
  const source = new Socket({ fd: from, readable: true, writable: false });
  source.on('data', (bytes: Buffer) => {
    const waiting = Buffer.concat([drain(to), bytes]);
    writeSync(to, waiting.subarray(Math.max(0, waiting.length - capacity)));
  });
}

/** Takes back what nobody has read from a FIFO yet. */
function drain(fifo: number): Buffer {
  const buffer = Buffer.alloc(capacity);
  try {
    return buffer.subarray(0, readSync(fifo, buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return Buffer.alloc(0);
    throw error;
  }
}
