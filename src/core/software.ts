/** Software that somebody needs, and what it is called where; declared by who needs it. */
export interface Software {
  readonly id: string;
  /**
   * Its packages, by their format. The first is the one that its configuration belongs to. A release that has them by other
   * names has a key of its own (`el5`).
   */
  readonly packages: { readonly deb: Packages; readonly rpm: Packages; readonly [release: string]: Packages };
  /** What else there is to do where no repository offers it, as it follows "; ": `set X`. */
  readonly otherwise?: string;
  /** Set where some builds of the first package have its programs elsewhere: a link leads there. */
  readonly programs?: Programs;
}

type Packages = readonly [string, ...string[]];

export interface Programs {
  /** One of them. */
  readonly program: string;
  /** Where they are expected. */
  readonly directory: string;
  /** Where some builds have them instead. */
  readonly elsewhere: readonly string[];
}
