import type { Suite } from '../model/families.ts';

/** What a recipe is given to work with. */
export interface BuildContext {
  readonly suite: Suite;
  /** Empty directory to fill with an installed system, owned by root. */
  readonly rootfs: string;
  /** Empty directory to fill with the packages that the lab's hosts may install, and their index. */
  readonly repository: string;
  /** Scratch space, removed after the build. */
  readonly work: string;
}

/** Makes the system and the repository of one family of hosts. A new family is one new file, and lines in model/families.ts and recipes.ts. */
export type Recipe = (context: BuildContext) => Promise<void>;
