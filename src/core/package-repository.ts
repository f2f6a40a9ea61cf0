/** A repository of packages that hosts are to take software from, in the one form or the other. */
export type PackageRepository = {
  /** Names the files that it is configured in. */
  readonly name: string;
  /** The public key that its packages are signed with, in ASCII armor. Unset = they are trusted as they come. */
  readonly key?: string | undefined;
} & (
  | {
      readonly uri: string;
      readonly suite: string;
      /** None where the suite is a path, which ends with a slash. */
      readonly components: readonly string[];
    }
  | { readonly baseurl: string }
);
