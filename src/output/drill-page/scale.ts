/** The timeline's drawing board, in units of its viewBox. */
export const BOARD = { width: 960, left: 140, right: 14, top: 38 } as const;

/** Where a moment, in milliseconds since the load began, stands. */
export type X = (milliseconds: number) => number;

export const xOf = (whole: number): X => {
  const width = BOARD.width - BOARD.left - BOARD.right;
  return (milliseconds) => BOARD.left + (Math.min(Math.max(milliseconds, 0), whole) / whole) * width;
};

/** Even moments to mark: 5 to 12 of them, in seconds. */
export function marks(whole: number): readonly number[] {
  const seconds = whole / 1000;
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((each) => seconds / each <= 12) ?? 1200;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, i) => i * step);
}
