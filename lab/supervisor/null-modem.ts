import { constants, openSync, readSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { must } from '../system/run.ts';

/** Open ends of one host's serial line: the kernel reads `read` and writes `write`. */
export interface SerialEnd {
  readonly read: number;
  readonly write: number;
}

interface Line extends SerialEnd {
  /** Bytes the host's kernel has taken since the host last sent any itself. */
  taken: number;
  /** Bytes that were ever sent to it. */
  sent: number;
}

/**
 * How many bytes a host gets that says nothing. A terminal is throttled when some 4000 bytes wait in it unread
 * (n_tty.c), and User-Mode Linux never takes input again after that (arch/um/drivers/line.c: line_throttle gives the
 * descriptor's interrupt up, nothing restores it). So a host whose heartbeat is stopped must not be filled up; one
 * whose heartbeat runs speaks all the time. Twice this much, which a host that starts to speak may hold, is still safe.
 */
const allowance = 1536;

/**
 * Milliseconds after which a byte that nobody has read is lost, as it is at a port that is closed. A host that starts
 * must not hear what was said before: to a heartbeat that has not begun yet, the other's last word of its shutdown is a
 * takeover that it never ends (hb_resource.c: its answers to itself are ignored until communication is up). No host
 * boots as fast as this, and none that runs takes as long to read.
 */
const lifetime = 2000;

/**
 * Two serial lines crossed into a null modem. Like a wire it never blocks the writer: what the other end leaves unread
 * is lost, oldest bytes first. (A plain FIFO fills up, and heartbeat then hangs in its first write.) Makes its FIFOs in
 * `directory`.
 */
export async function nullModem(directory: string): Promise<readonly [SerialEnd, SerialEnd]> {
  const [a, b] = [await openLine(directory, 'a'), await openLine(directory, 'b')];
  carry(a, b);
  carry(b, a);
  return [a, b];
}

async function openLine(directory: string, name: string): Promise<Line> {
  const fifo = (end: string): Promise<number> => openFifo(join(directory, `serial-${name}-${end}`));
  return { read: await fifo('in'), write: await fifo('out'), taken: 0, sent: 0 };
}

/** Opened for reading and writing, a FIFO never reports end of file when a host goes away. */
async function openFifo(path: string): Promise<number> {
  await must(['mkfifo', path]);
  return openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
}

function carry(from: Line, to: Line): void {
  const source = new Socket({ fd: from.write, readable: true, writable: false });
  source.on('data', (bytes: Buffer) => {
    from.taken = 0;
    to.sent += bytes.length;
    const upTo = to.sent;
    passOn(to, Buffer.concat([takeBack(to), bytes]));
    setTimeout(() => lose(to, upTo), lifetime).unref();
  });
}

/** Passes on the newest of these bytes, as many as the host may have. */
function passOn(to: Line, bytes: Buffer): void {
  const passed = bytes.subarray(Math.max(0, bytes.length - (allowance - to.taken)));
  if (passed.length > 0) writeSync(to.read, passed);
  to.taken += passed.length;
}

/** Loses what is unread of the first `upTo` bytes that were sent. */
function lose(to: Line, upTo: number): void {
  const unread = takeBack(to);
  const read = to.sent - unread.length;
  passOn(to, unread.subarray(Math.max(0, upTo - read)));
}

/** Takes back what the host's kernel has not read yet, which are the last bytes that were sent. */
function takeBack(to: Line): Buffer {
  const unread = drain(to.read);
  to.taken = Math.max(0, to.taken - unread.length);
  return unread;
}

/** All that is in a FIFO. */
function drain(fifo: number): Buffer {
  const buffer = Buffer.alloc(2 * allowance);
  try {
    return buffer.subarray(0, readSync(fifo, buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return Buffer.alloc(0);
    throw error;
  }
}
