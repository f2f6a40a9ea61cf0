import { type Ask, type Connection, NO_ANSWER, type Output } from './connection.ts';

/** Questions to a host, and how their answers are read. Queries are put together, so that nobody counts answers. */
export interface Query<T> {
  readonly asks: readonly Ask[];
  /** Reads as many answers as there are questions, in their order. */
  readonly read: (answers: readonly Output[]) => T;
}

/** One question. */
export const query = <T>(ask: Ask, read: (answer: Output) => T): Query<T> => ({
  asks: [ask],
  read: ([answer]) => read(answer ?? NO_ANSWER),
});

/** The same questions, and something made of their result. */
export const mapQuery = <T, U>({ asks, read }: Query<T>, make: (result: T) => U): Query<U> => ({
  asks,
  read: (answers) => make(read(answers)),
});

/** Several queries as one, whose result is the list of theirs. */
export function queryEach<T>(queries: readonly Query<T>[]): Query<readonly T[]> {
  return {
    asks: queries.flatMap(({ asks }) => asks),
    read(answers) {
      let from = 0;
      return queries.map(({ asks, read }) => {
        const mine = answers.slice(from, from + asks.length);
        from += asks.length;
        return read(mine);
      });
    },
  };
}

/** Several queries as one, whose result has each of theirs by its name. */
export function queryAll<R extends object>(queries: { readonly [K in keyof R]: Query<R[K]> }): Query<R> {
  const names = Object.keys(queries) as (keyof R)[];
  const named = names.map((name) => mapQuery(queries[name] as Query<unknown>, (result) => [name, result] as const));
  return mapQuery(queryEach(named), (results) => Object.fromEntries(results) as R);
}

/** Asks everything in one exchange. */
export const askHost = async <T>(connection: Pick<Connection, 'ask'>, { asks, read }: Query<T>): Promise<T> =>
  read(await connection.ask(asks));
