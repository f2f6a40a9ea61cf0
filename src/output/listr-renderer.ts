import { writeSync } from 'node:fs';
import { DefaultRenderer } from 'listr2';
import { outgoing } from './controls.ts';

/** What there is to see: now, or for good once everything has ended. */
export interface Picture {
  readonly frame: () => readonly string[];
  readonly end: () => readonly string[];
}

/** Redraws at most this often, in milliseconds: listr2 would do it at every event of every task. */
const LEAST_INTERVAL = 80;

const SHOW_CURSOR = '\u001B[?25h';

/** For an end in the middle of the picture: listr2 has caught stdout and stderr by then, and would swallow it. */
const restoreCursor = (): void => {
  try {
    writeSync(process.stdout.fd, `${SHOW_CURSOR}\n`);
  } catch {
    // The terminal is gone, and its cursor with it.
  }
};

/**
 * listr2's default renderer with its terminal handling kept and its picture replaced: it draws every task there is, so
 * fifty hosts scroll off the screen and take all of a processor.
 */
export const rendererOf = (picture: Picture): typeof DefaultRenderer =>
  class extends DefaultRenderer {
    #drawn = Number.NEGATIVE_INFINITY;
    #ended = false;

    override async render(): Promise<void> {
      process.once('exit', restoreCursor);
      await super.render();
    }

    override update(): void {
      const now = performance.now();
      if (now - this.#drawn < LEAST_INTERVAL) return;
      this.#drawn = now;
      super.update();
    }

    override end(): void {
      this.#ended = true;
      super.end();
      process.off('exit', restoreCursor);
    }

    override create(): string {
      return outgoing(this.#ended ? picture.end() : picture.frame()).join('\n');
    }
  };
