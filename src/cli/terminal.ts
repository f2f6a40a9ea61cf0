/** Whether a person can be asked: keys are read from stdin, and the question goes to stderr, as stdout may be a pipe. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/** Whether lines on stdout can be drawn over. */
export const canDraw = (): boolean => process.stdout.isTTY === true && process.env['TERM'] !== 'dumb';

/** https://no-color.org: any value but the empty one turns colours off. */
export const wantsColour = ({ color }: { readonly color: boolean }): boolean =>
  color && canDraw() && (process.env['NO_COLOR'] ?? '') === '';
