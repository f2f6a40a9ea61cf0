/** How often random tests try, and with which seed; more by hand: `UMCTL_ORACLE_RUNS=2000 UMCTL_ORACLE_SEED=7 npx vitest run --project oracle`. */
export const runs = (usually: number): number => Number(process.env['UMCTL_ORACLE_RUNS'] ?? usually);
export const SEED = Number(process.env['UMCTL_ORACLE_SEED'] ?? 1);

/** Time for that many runs on a busy machine. */
export const timeFor = (count: number): number => 60_000 + 400 * count;
