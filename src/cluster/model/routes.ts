/** A default route as `ip route show 0/0` prints it. */
export interface DefaultRoute {
  readonly gateway: string | undefined;
  readonly device: string | undefined;
  readonly metric: number;
}

/** Reads the output of `ip route show 0/0`; see ip-route(8). The route with the lowest metric is taken. */
export const parseRoutes = (output: string): readonly DefaultRoute[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('default'))
    .map((line) => {
      const words = line.split(/\s+/);
      const after = (word: string) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined);
      return { gateway: after('via'), device: after('dev'), metric: Number(after('metric') ?? 0) };
    })
    .sort((a, b) => a.metric - b.metric);
