import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

export interface DefaultRoute {
  readonly gateway?: string;
  readonly device: string;
}

/** `ip route show 0/0`: routes as ip-route(8) shows them, and the next hops of one that has several. */
export const defaultRoutes: Fact<readonly DefaultRoute[]> = {
  id: 'defaultRoutes',
  ask: tidy(sh`ip -4 route show 0/0`),
  parse: (output) =>
    linesIn(output).flatMap((line) => {
      const device = / dev (\S+)/.exec(line)?.[1];
      const gateway = / via (\S+)/.exec(line)?.[1];
      return device === undefined ? [] : [{ ...(gateway === undefined ? {} : { gateway }), device }];
    }),
  show: (routes) => [
    {
      name: 'default route',
      values: routes.map(({ gateway, device }) => (gateway === undefined ? `on ${device}` : `${gateway} on ${device}`)),
    },
  ],
};
