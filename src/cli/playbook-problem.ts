import { fileURLToPath } from 'node:url';
import type { Position, Problem } from '../core/errors.ts';

/** Why a playbook did not load, with the place in the user's files where there is one. */
export function playbookProblem(error: unknown, file: string): Problem {
  const {
    message,
    stack = '',
    code,
  }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') return { message: `${file}: a playbook is a .ts, .mts, .js or .mjs file` };
  const at = positionInPlaybook(stack);
  return { message: at === undefined ? `${file}: ${message}` : message, ...(at === undefined ? {} : { at }) };
}

const UMCTL = new URL('../../', import.meta.url).href;
/** What may be between a playbook and an error of its making, where umctl is no package in node_modules. */
const UMCTLS = ['src/', 'roles/', 'playbooks/', 'test/'].map((folder) => `${UMCTL}${folder}`);

/**
 * The first place outside of umctl and of node_modules that a stack names: `at … (file:///a.ts:3:7)`, or, for what is no
 * TypeScript that Node can strip, a first line of `file:///a.ts:3` or `/a.ts:3`.
 */
export function positionInPlaybook(stack: string): Position | undefined {
  const places = [...stack.matchAll(/(file:\/\/\/[^\s()]+?|^\/[^\s()]+?):(\d+)(?::(\d+))?(?=[\s)]|$)/gm)];
  const place = places.find(
    ([, where = '']) =>
      !where.includes('/node_modules/') &&
      !UMCTLS.some((own) => where.startsWith(own) || `file://${where}`.startsWith(own)),
  );
  if (place?.[1] === undefined) return undefined;
  const file = place[1].startsWith('file:') ? fileURLToPath(place[1]) : place[1];
  return { file, line: Number(place[2]), column: Number(place[3] ?? 1) };
}
