import { Listr } from 'listr2';
import type { Event } from '../core/events.ts';
import { collectFindings } from './findings.ts';
import { type Canvas, drawEnd, drawFrame } from './frame.ts';
import { harmless } from './harmless.ts';
import { rendererOf } from './listr-renderer.ts';
import type { Look } from './look.ts';
import type { Paint } from './paint.ts';
import { plainView } from './plain.ts';
import { foldProgress, startProgress } from './progress.ts';
import type { View, WriteLines } from './view.ts';

/**
 * A moving picture of the phase that runs, and below it, once it is over, what was found; of several clusters lines alone. listr2 only draws: its tasks
 * are promises that the engine's events resolve.
 */
export function listrView(look: Look, write: WriteLines): View {
  let drawn: Promise<unknown> = Promise.resolve();
  let section: Section | undefined;
  let findings: readonly string[] = [];
  const collected = collectFindings(look);
  const endSection = (): void => {
    section?.end();
    section = undefined;
    const lines = [...findings, ...collected.flush()];
    findings = [];
    drawn = drawn.then(() => write(lines));
  };
  const lines = plainView(look, write);
  // A picture has one phase, and clusters are each in one of their own.
  let isOfClusters = false;
  return {
    report(reported) {
      isOfClusters ||= reported.cluster !== undefined;
      if (isOfClusters) {
        endSection();
        drawn = drawn.then(() => lines.report(reported));
        return;
      }
      const event = harmless(reported);
      if (event.type === 'phase') {
        endSection();
        if (event.phase !== 'approve' && event.hosts.length > 0) {
          const begun = beginSection(event, look.paint);
          section = begun;
          drawn = drawn.then(begun.draw);
        }
      }
      section?.hear(event);
      findings = [...findings, ...collected.hear(event)];
    },
    async settle() {
      endSection();
      await drawn;
      await lines.settle();
    },
  };
}

interface Section {
  readonly hear: (event: Event) => void;
  /** Resolves whatever still runs: its host will not be heard of any more. */
  readonly end: () => void;
  readonly draw: () => Promise<unknown>;
}

function beginSection({ phase, hosts }: Extract<Event, { readonly type: 'phase' }>, paint: Paint): Section {
  let progress = startProgress(phase, hosts, performance.now());
  const resolvers = new Map<string, () => void>();
  let ended: number | undefined;
  const canvas = (): Canvas => {
    const { rows = 24, columns = 80 } = process.stdout;
    return { rows, columns, now: ended ?? performance.now(), paint };
  };
  const renderer = rendererOf({
    frame: () => drawFrame(progress, canvas()),
    end: () => drawEnd(progress, canvas()),
  });
  const list = new Listr(
    hosts.map((title) => {
      const ended = new Promise<void>((resolve) => resolvers.set(title, resolve));
      return { title, task: () => ended };
    }),
    { renderer, concurrent: true, exitOnError: false, registerSignalListeners: false },
  );
  return {
    hear(event) {
      progress = foldProgress(progress, event, performance.now());
      if (event.type === 'host-done' || event.type === 'host-failed') resolvers.get(event.host)?.();
    },
    end() {
      ended ??= performance.now();
      for (const resolve of resolvers.values()) resolve();
    },
    draw: () => list.run(),
  };
}
