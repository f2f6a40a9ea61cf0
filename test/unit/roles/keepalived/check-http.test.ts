import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { pages, securePages, serving } from './servers.ts';
import { ask } from './umctl-check.ts';

const answering =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

const asking = (answer: RequestListener, question: object = {}) =>
  serving(pages(answer), (port) => ask({ service: 'http', ...question }, port));

describe('umctl-check of http', () => {
  it('goes by the status, as ldirectord does: 200 to 299', async () => {
    for (const status of [200, 204, 299]) expect((await asking(answering(status))).up).toBe(true);
    for (const status of [199 + 101, 404, 500, 503]) expect((await asking(answering(status))).up).toBe(false);
    expect((await asking(answering(503))).why).toMatch(/port \d+: status 503/);
  });

  it('matches the body, and nothing of the headers, with a regular expression of Perl that need not begin there', async () => {
    const answer = answering(200, 'It is a Test Page\nof 12 lines', { 'x-state': 'OK' });
    for (const receive of ['Test Page', 'Page$|lines$', '(?<n>\\d+) lines', '(?i)TEST', 'Page\\nof', 'a T.st'])
      expect(await asking(answer, { receive })).toEqual({ up: true, why: '' });
    for (const receive of ['OK', '^Test', 'Page$', 'lines\\n', '200'])
      expect((await asking(answer, { receive })).why).toContain('the answer does not match');
  });

  it('reads pages that come in pieces', async () => {
    const pieces: RequestListener = (_, response) => {
      response.write('Te');
      response.end('st');
    };
    expect((await asking(pieces, { receive: 'Test' })).up).toBe(true);
  });

  it('asks for the page, of the host, by the method that the inventory says', async () => {
    const seen: string[] = [];
    const answer: RequestListener = ({ method, url, headers }, response) => {
      seen.push(`${method} ${url} ${headers.host?.replace(/:\d+$/, ':PORT')}`);
      response.end();
    };
    await asking(answer);
    await asking(answer, { request: 'a page?x="1"' });
    await asking(answer, { request: '/b', method: 'HEAD', virtualhost: 'www.example.com:81' });
    expect(seen).toEqual(['GET / 127.0.0.1', 'GET /a%20page?x=%221%22 127.0.0.1', 'HEAD /b www.example.com:PORT']);
  });

  it('follows redirections, and not for ever', async () => {
    const once: RequestListener = ({ url, headers }, response) =>
      url === '/new/x' ? response.end(`from ${headers.host}`) : response.writeHead(302, { location: 'new/x' }).end();
    expect((await asking(once, { receive: '^from 127', virtualhost: 'www.example.com' })).up).toBe(true);
    expect((await asking(answering(301, '', { location: '/' }))).why).toContain('too many redirections');
    expect((await asking(answering(302, '', { location: '#there' }))).why).toContain('too many redirections');
    expect((await asking(answering(302))).why).toContain('status 302');
  });

  it('asks a proxy for a page of another server', async () => {
    const proxy: RequestListener = ({ url, headers }, response) => response.end(`${url} ${headers.host}`);
    const question = { request: 'http://www.example.com/x', receive: '^http://www.example.com/x www.example.com$' };
    expect(await asking(proxy, { service: 'http_proxy', ...question })).toEqual({ up: true, why: '' });
  });

  it('looks at the answer of https, not at the certificate', async () => {
    const answer = securePages(answering(200, 'Test Page'));
    expect(await serving(answer, (port) => ask({ service: 'https', receive: 'Test' }, port))).toEqual({
      up: true,
      why: '',
    });
  });

  it('gives up a server that does not answer in time, and one that is not there', async () => {
    expect((await asking(() => undefined, { timeout: 1 })).why).toContain('no answer within 1 s');
    const port = await serving(pages(answering(200)), async (open) => open);
    expect((await ask({ service: 'http' }, port)).why).toContain('Connection refused');
  });
});
