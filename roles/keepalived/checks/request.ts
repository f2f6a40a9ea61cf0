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

/** What an HTTP request may name as it is; other characters are written as %XX, as browsers do. */
const PLAIN = /[^;/?:@&=+$,A-Za-z0-9\-_.!~*'()%#]/gu;

/** The path of a request for a page. `/index.html` and `index.html` are one. */
export const pathOf = (request: string | undefined): string =>
  `/${(request ?? '').replace(/^\//, '').replace(PLAIN, (one) => percent(one))}`;

const percent = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
