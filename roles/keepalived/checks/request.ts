import type { Real, Service } from '../../../src/cluster/services/services.ts';

/** What a check asks for, and a Perl regular expression that the answer has to match. */
export interface Asked {
  readonly request: string | undefined;
  readonly receive: string | undefined;
}

/** A real server may have its own of both. */
export const asked = ({ vars: { check } }: Pick<Service, 'vars'>, { given }: Pick<Real, 'given'>): Asked =>
  given.request === undefined
    ? { request: check.request, receive: check.receive }
    : { request: given.request, receive: given.receive };
