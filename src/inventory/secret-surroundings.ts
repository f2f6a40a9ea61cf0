/** What reading a secret may ask of its surroundings. */
export interface SecretSurroundings {
  /** Default: the process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where relative paths start and commands run. Default: the working directory. */
  readonly directory?: string;
  /** Puts in the value of a token of the inventory's; see core/secrets.ts. Default: there are none. */
  readonly reveal?: (token: string) => string;
  /** Hears of secrets that others can read. */
  readonly warn?: (message: string) => void;
}
