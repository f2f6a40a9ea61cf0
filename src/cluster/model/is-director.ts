import type { Context } from './role.ts';

/** Whether the host is one of the cluster's directors, and not only a real server. */
export const isDirector = ({ name, directors }: Pick<Context<unknown>, 'name' | 'directors'>): boolean =>
  directors.some((director) => director.name === name);
