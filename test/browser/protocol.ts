/** A session of the Chrome DevTools Protocol (https://chromedevtools.github.io/devtools-protocol/) over its WebSocket. */
export interface Protocol {
  /** Sends one command and waits for its result. Rejects with the browser's words when it fails. */
  send(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** Connects to a page's address and hands every event to `onEvent`. */
export async function openProtocol(
  url: string,
  onEvent: (method: string, params: Readonly<Record<string, unknown>>) => void,
): Promise<Protocol> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`no connection to ${url}`)), { once: true });
  });
  const waiting = new Map<number, PromiseWithResolvers<Readonly<Record<string, unknown>>>>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params = {}, result = {}, error } = JSON.parse(String(data)) as Message;
    if (method !== undefined) return onEvent(method, params);
    const asked = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(error.message));
  });
  socket.addEventListener('close', () => {
    for (const asked of waiting.values()) asked.reject(new Error('the browser is gone'));
  });
  return {
    send(method, params = {}) {
      const id = ++last;
      const asked = Promise.withResolvers<Readonly<Record<string, unknown>>>();
      waiting.set(id, asked);
      socket.send(JSON.stringify({ id, method, params }));
      return asked.promise;
    },
    close: () => socket.close(),
  };
}
