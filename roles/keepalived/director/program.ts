import { template } from '../../../src/core/template.ts';
import { DIRECTOR_SETTINGS, PRIORITY_FILE, RUN } from '../paths.ts';
import { LEVELS } from './levels.ts';

const render = template<{
  settings: string;
  run: string;
  level: string;
  mark: number;
  levels: typeof LEVELS;
}>(new URL('../templates/umctl-notify.sh.ejs', import.meta.url));

/** umctl-notify, which makes of keepalived's states a hand-over that loses nothing; the same on all directors. */
export const notifyProgram = (): string =>
  render({ settings: DIRECTOR_SETTINGS, run: RUN, level: PRIORITY_FILE, mark: 60_001, levels: LEVELS });
