import { pathToFileURL } from 'node:url';
import type { Look } from './chromium.ts';
import { openProtocol } from './protocol.ts';

/** A page in a browser. */
export interface Page {
  /** What the browser complained of: errors and warnings on its console, and exceptions. */
  readonly complaints: readonly string[];
  /** The URLs that the page had fetched, itself included. */
  readonly fetched: readonly string[];
  /** Evaluates an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** The whole page, from top to bottom, as a PNG. */
  screenshot(): Promise<Buffer>;
}

const LOADED_WITHIN = 30_000;

/** Loads a file in a page, looked at in a certain way, and waits until it is loaded. */
export async function openPage(socket: string, file: string, { width, height, scheme }: Look): Promise<Page> {
  const complaints: string[] = [];
  const fetched: string[] = [];
  const loaded = Promise.withResolvers<void>();
  const { send } = await openProtocol(socket, (method, params) => {
    if (method === 'Page.loadEventFired') loaded.resolve();
    if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(params));
    if (method === 'Log.entryAdded' || method === 'Runtime.consoleAPICalled') complaints.push(JSON.stringify(params));
    if (method === 'Network.requestWillBeSent')
      fetched.push((params['request'] as { readonly url: string } | undefined)?.url ?? '');
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await send('Page.navigate', { url: pathToFileURL(file).href });
  const timer = setTimeout(() => loaded.reject(new Error(`${file} was not loaded in time`)), LOADED_WITHIN);
  await loaded.promise.finally(() => clearTimeout(timer));
  return {
    complaints,
    fetched,
    async evaluate<T>(expression: string) {
      const { result, exceptionDetails } = (await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      })) as { readonly result: { readonly value: T }; readonly exceptionDetails?: object };
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
    async screenshot() {
      const { data } = await send('Page.captureScreenshot', { captureBeyondViewport: true });
      return Buffer.from(String(data), 'base64');
    },
  };
}
