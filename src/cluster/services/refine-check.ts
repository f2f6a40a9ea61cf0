import type { z } from 'zod';
import { NEEDED, type ServiceType } from './negotiation.ts';

interface Given {
  readonly type: string | number;
  readonly service?: ServiceType | undefined;
  readonly httpmethod?: string | undefined;
  readonly receive?: string | undefined;
  readonly [setting: string]: unknown;
}

/** Settings by the kinds of check they mean something to; all others are for every kind. */
const ONLY: Readonly<Record<string, (type: string | number) => boolean>> = {
  service: negotiates,
  request: negotiates,
  receive: negotiates,
  httpmethod: negotiates,
  virtualhost: negotiates,
  login: negotiates,
  passwd: negotiates,
  database: negotiates,
  secret: negotiates,
  negotiatetimeout: negotiates,
  command: isExternal,
  count: (type) => type === 'ping',
};

export function negotiates(type: string | number): boolean {
  return type === 'negotiate' || typeof type === 'number';
}

export function isExternal(type: string | number): boolean {
  return type === 'external' || type === 'external-perl';
}

/** What a check cannot do without, and what it would not look at. */
export function refineCheck(given: Given, { addIssue }: z.RefinementCtx): void {
  const wrong = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message });
  for (const [name, meansSomething] of Object.entries(ONLY))
    if (given[name] !== undefined && !meansSomething(given.type))
      wrong(name, `\`${name}\` means nothing to a check of type ${given.type}`);
  if (isExternal(given.type) && given['command'] === undefined)
    wrong('command', `expected the path of the command that a check of type ${given.type} runs`);
  for (const name of (given.service && NEEDED[given.service]) ?? [])
    if (given[name] === undefined) wrong(name, `expected \`${name}\`, which a ${given.service} check needs`);
  if (given.httpmethod === 'HEAD' && given.receive !== undefined)
    wrong('receive', 'a HEAD request has no body that `receive` could match');
}
