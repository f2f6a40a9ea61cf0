/** What reading a secret may ask of its surroundings. */
export interface SecretSurroundings {
  /** Default: the process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where relative paths start and commands run. Default: the working directory. */
  readonly directory?: string;
  /** Hears of secrets that others can read. */
  readonly warn?: (message: string) => void;
}
