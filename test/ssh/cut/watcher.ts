import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What was seen in files that were read in a loop. */
export interface Sightings {
  readonly reads: number;
  /** Digests of contents, by file. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads files over and over from now on, as whoever uses them might. */
export function watch(files: readonly string[]): { readonly stop: () => Promise<Sightings> } {
  const worker = new Worker(new URL('./watch-files.ts', import.meta.url), { workerData: { files } });
  return {
    async stop() {
      const said = once(worker, 'message');
      worker.postMessage('stop');
      const [sightings] = (await said) as [Sightings];
      await worker.terminate();
      return sightings;
    },
  };
}

export const digestOf = (content: string): string => createHash('sha256').update(content).digest('hex');
