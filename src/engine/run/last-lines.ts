import type { Output } from '../../core/connection.ts';

const COUNT = 20;

/** The last lines of what a command printed, without empty ones around it: why it failed is there. */
export function lastLines({ stdout, stderr }: Output): string {
  const said = [stdout, stderr].map((text) => text.trim()).filter((text) => text !== '');
  return said.join('\n').split('\n').slice(-COUNT).join('\n');
}
