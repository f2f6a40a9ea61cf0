import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openPage, type Page } from './page.ts';

/** A real browser without a window. */
export interface Browser {
  /** Opens a file in a new page. */
  open(file: string, look: Look): Promise<Page>;
  close(): Promise<void>;
}

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

/** What keeps Chromium from calling its maker, and lets it run as root. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--remote-debugging-port=0',
];

/** Starts Chromium (package chromium) with a profile of its own, and waits at most a minute until it can be talked to. */
export async function startChromium(): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), 'umctl-browser-'));
  const child = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const base = await listeningAt(child);
  return {
    async open(file, look) {
      const made = await fetch(`${base}/json/new?about:blank`, { method: 'PUT' });
      const { webSocketDebuggerUrl } = (await made.json()) as { readonly webSocketDebuggerUrl: string };
      return openPage(webSocketDebuggerUrl, file, look);
    },
    async close() {
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Chromium says on stderr where it listens: `DevTools listening on ws://127.0.0.1:PORT/…`. */
function listeningAt(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const give = (why: string): void => reject(new Error(`chromium ${why}; it said: ${said.slice(-5).join(' | ')}`));
    const timer = setTimeout(() => give('was not ready within 60 s'), 60_000);
    child.once('error', (error) => give(`could not be started (${error.message})`));
    child.once('exit', () => give('ended'));
    if (child.stderr === null) return give('has no stderr');
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      const [, port] = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line) ?? [];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}
