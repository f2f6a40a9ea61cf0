/** What a recipe is given to work with. */
export interface BuildContext {
  readonly suite: string;
  /** Empty directory to fill with an installed system, owned by root. */
  readonly rootfs: string;
  /** Empty directory to fill with the packages that the lab's hosts may install, and their index. */
  readonly repository: string;
  /** Scratch space, removed after the build. */
  readonly work: string;
}

/** How to make one family of hosts. A new family is one new file in recipes/ and one line in recipes/index.ts. */
export interface Recipe {
  readonly family: string;
  readonly suites: readonly string[];
  populate(context: BuildContext): Promise<void>;
}
