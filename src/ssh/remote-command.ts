import type { Readable } from 'node:stream';
import type { Client, ClientChannel, ExecOptions } from 'ssh2';
import type { RemoteShell } from './become/shell.ts';

/** What is heard of a command on a host, as it comes. */
export interface Heard {
  /** The command has begun; its stdin is read. */
  started(): void;
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
  /** It has ended; a link that was cut gives neither code nor signal. */
  ended(code: number | null, signal: string | null): void;
  /** It could not be begun. */
  failed(error: Error): void;
}

/** A terminal that shows nothing of what is typed (RFC 4254, 8). */
const TERMINAL: ExecOptions = { pty: { term: 'dumb', modes: { ECHO: 0 } } };

/** A command that runs on a host. */
export interface RemoteCommand {
  /** Nothing more is wanted from it, though something that it left running may hold its channel open. */
  close(): void;
}

/**
 * Runs a command. Nothing of its output is kept here: node-ssh's own execCommand keeps all of it as text, also what comes
 * after the exchange is over.
 */
export function openCommand(
  client: Client,
  { command, terminal }: Pick<RemoteShell, 'command' | 'terminal'>,
  stdin: Readable,
  heard: Heard,
): RemoteCommand {
  let channel: ClientChannel | undefined;
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    if (channel === undefined) return;
    // What still comes is dropped.
    for (const stream of [channel, channel.stderr]) stream.removeAllListeners('data').resume();
    channel.close();
  };
  const fail = (error: Error): void => heard.failed(error);
  client.once('error', fail);
  try {
    client.exec(command, terminal === true ? TERMINAL : {}, (error: Error | undefined, opened) => {
      client.off('error', fail);
      if (error !== undefined) return heard.failed(error);
      channel = opened;
      // A command that ends without reading its stdin, or a cut link, closes it under the script.
      channel.on('error', () => undefined);
      if (isClosed) return close();
      channel.on('close', (code: number | null = null, signal: string | null = null) => heard.ended(code, signal));
      channel.on('data', heard.stdout);
      channel.stderr.on('data', heard.stderr);
      heard.started();
      stdin.pipe(channel);
    });
  } catch (error) {
    client.off('error', fail);
    heard.failed(error as Error);
  }
  return { close };
}
