import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

/** A thread that reads files over and over, and notes every content by its digest; told to end, it says what it saw. */
const { files } = workerData as { readonly files: readonly string[] };
const seen = new Map(files.map((file) => [file, new Set<string>()]));
let reads = 0;
let over = false;
parentPort?.once('message', () => {
  over = true;
});
const last = new Map<string, Buffer>();
while (!over) {
  for (const file of files) {
    const content = read(file);
    reads++;
    // Most of the time it is what it was, and comparing is cheaper than digesting.
    if (last.get(file)?.equals(content) === true) continue;
    last.set(file, content);
    seen.get(file)?.add(createHash('sha256').update(content).digest('hex'));
  }
  // Lets the message in, and leaves the rest of a small machine something to work with.
  await new Promise((resolve) => setTimeout(resolve, 8));
}
parentPort?.postMessage({ reads, seen });

/** A file that is not there counts as one that says so. */
function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    return Buffer.from(String((error as NodeJS.ErrnoException).code));
  }
}
