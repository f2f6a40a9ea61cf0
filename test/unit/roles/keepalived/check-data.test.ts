import { createHash } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { serving } from './servers.ts';
import { ask, type Verdict } from './umctl-check.ts';

const UP: Verdict = { up: true, why: '' };

/** An answer of a name server: an alias first, then what is asked for, with the question's name pointed at. */
function answerTo(query: Buffer): Buffer {
  const type = query.readUInt16BE(query.length - 4);
  const head = Buffer.from(query);
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(2, 6);
  const record = (kind: number, data: readonly number[]) =>
    Buffer.from([0xc0, 12, 0, kind, 0, 1, 0, 0, 0, 60, 0, data.length, ...data]);
  const host = [...Buffer.from('\x03web\x07example\0', 'latin1')];
  return Buffer.concat([head, record(5, [0xc0, 12]), type === 1 ? record(1, [192, 0, 2, 7]) : record(12, host)]);
}

async function overUdp<T>(answer: (query: Buffer) => Buffer, use: (port: number) => Promise<T>): Promise<T> {
  const server: Socket = createSocket('udp4');
  server.on('message', (query, { port }) => server.send(answer(query), port, '127.0.0.1'));
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(server.address().port);
  } finally {
    server.close();
  }
}

describe('umctl-check of names', () => {
  const question = { service: 'dns', protocol: 'udp', request: 'www.example.com' };

  it('matches the addresses that a name has, over udp and tcp', async () => {
    const asking = (more: object) => overUdp(answerTo, (port) => ask({ ...question, ...more }, port));
    expect(await asking({ receive: '192\\.0\\.2' })).toEqual(UP);
    expect((await asking({ receive: '198' })).why).toContain('no address or name in the answer matches');
    const tcp = net.createServer((to) =>
      to.once('data', (data) => {
        const answer = answerTo(data.subarray(2));
        to.end(Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 255]), answer]));
      }),
    );
    const overTcp = { ...question, protocol: 'tcp', receive: '^192' };
    expect(await serving(tcp, (port) => ask(overTcp, port))).toEqual(UP);
  });

  it('matches the name that an address has', async () => {
    const asking = (request: string) =>
      overUdp(answerTo, (port) => ask({ ...question, request, receive: '^web\\.example$' }, port));
    expect(await asking('192.0.2.7')).toEqual(UP);
    expect(await asking('2001:db8::7')).toEqual(UP);
  });

  it('takes an error for none', async () => {
    const unknown = (query: Buffer) => {
      const answer = answerTo(query);
      answer.writeUInt16BE(0x8183, 2);
      return answer;
    };
    const seen = await overUdp(unknown, (port) => ask({ ...question, receive: '.' }, port));
    expect(seen.why).toContain('has no answer');
  });
});

describe('umctl-check of radius', () => {
  const md5 = (...parts: readonly (Buffer | string)[]) =>
    createHash('md5')
      .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
      .digest();

  /** Accepts one password, as RFC 2865 has it hidden and the answer signed. */
  const radius = (secret: string) => (request: Buffer) => {
    const random = request.subarray(4, 20);
    const hidden = request.subarray(request.length - 16);
    const mask = md5(secret, random);
    const passwd = Buffer.from(hidden.map((byte, i) => byte ^ (mask[i] ?? 0))).toString();
    const head = Buffer.from([passwd.startsWith('right\0') ? 2 : 3, request[1] ?? 0, 0, 20]);
    return Buffer.concat([head, md5(head, random, secret)]);
  };

  it('accepts who is accepted, by a server that knows the secret', async () => {
    const asking = (passwd: string, secret: string) =>
      overUdp(radius('shared'), (port) => ask({ service: 'radius', login: 'check', passwd, secret }, port));
    expect(await asking('right', 'shared')).toEqual(UP);
    expect((await asking('wrong', 'shared')).why).toContain('access is not accepted');
    expect((await asking('right', 'other')).up).toBe(false);
  });
});
