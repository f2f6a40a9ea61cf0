import type { KeepalivedSection } from './section.ts';

/** What fails and comes back, and changes the priority of its director by so much. */
export const weightsOf = ({ track_script, track_interface }: KeepalivedSection): readonly number[] =>
  [...track_script, ...track_interface].flatMap((one) =>
    'weight' in one && one.weight !== undefined && one.weight !== 0 ? [one.weight] : [],
  );

/** What is added to the priority while all is well: a weight above 0 is added then, one below is taken away otherwise. */
export const bonusOf = (section: KeepalivedSection): number =>
  weightsOf(section).reduce((sum, weight) => sum + Math.max(0, weight), 0);
