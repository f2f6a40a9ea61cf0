import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { lines, serving } from './servers.ts';
import { ask, type Verdict } from './umctl-check.ts';

const UP: Verdict = { up: true, why: '' };
const asking = (server: net.Server, question: Readonly<Record<string, string | number>>) =>
  serving(server, (port) => ask(question, port));

describe('umctl-check of protocols of lines', () => {
  it('is greeted by imap, and logs in', async () => {
    const seen: string[] = [];
    const imap = () =>
      lines('* OK ready\r\n', (line) => {
        seen.push(line);
        const isRight = line === 'a1 LOGIN "check" "p\\"x"';
        return line.startsWith('a1') ? `* CAPABILITY x\r\na1 ${isRight ? 'OK' : 'NO'} done\r\n` : '';
      });
    expect(await asking(imap(), { service: 'imap' })).toEqual(UP);
    expect(await asking(imap(), { service: 'imap', login: 'check', passwd: 'p"x' })).toEqual(UP);
    expect((await asking(imap(), { service: 'imap', login: 'check', passwd: 'wrong' })).why).toContain(
      'login was refused',
    );
    expect(
      (
        await asking(
          lines('* BYE full\r\n', () => ''),
          { service: 'imap' },
        )
      ).why,
    ).toContain('BYE full');
    expect(seen).toContain('a2 LOGOUT');
  });

  it('is greeted by pop, and logs in', async () => {
    const pop = () => lines('+OK ready\r\n', (line) => (line === 'PASS wrong' ? '-ERR no\r\n' : '+OK\r\n'));
    expect(await asking(pop(), { service: 'pop' })).toEqual(UP);
    expect(await asking(pop(), { service: 'pop', login: 'check', passwd: 'right' })).toEqual(UP);
    expect((await asking(pop(), { service: 'pop', login: 'check', passwd: 'wrong' })).up).toBe(false);
  });

  it('is greeted by nntp', async () => {
    expect(
      await asking(
        lines('200 ready\r\n', () => ''),
        { service: 'nntp' },
      ),
    ).toEqual(UP);
    expect(
      (
        await asking(
          lines('400 full\r\n', () => ''),
          { service: 'nntp' },
        )
      ).up,
    ).toBe(false);
  });

  it('sends what simpletcp is to be asked, and looks at each line', async () => {
    const echo = () =>
      net.createServer({ allowHalfOpen: true }, (to) => {
        to.on('data', (data) => to.write(`hello\nyou said ${data.toString()}`));
        to.on('end', () => to.end());
      });
    const question = { service: 'simpletcp', protocol: 'tcp', request: 'PING\\n5' };
    expect(await asking(echo(), { ...question, receive: '^you said PING' })).toEqual(UP);
    expect(await asking(echo(), { ...question, receive: '^5$' })).toEqual(UP);
    expect((await asking(echo(), { ...question, receive: 'hello\\nyou' })).up).toBe(false);
  });

  it('asks sip for its options', async () => {
    const sip = (status: string) => lines('', (line) => (line === '' ? `SIP/2.0 ${status}\r\n\r\n` : ''));
    expect(await asking(sip('200 OK'), { service: 'sip', protocol: 'tcp' })).toEqual(UP);
    expect((await asking(sip('503 Full'), { service: 'sip', protocol: 'tcp' })).why).toContain('503 Full');
  });

  it('fetches a file by ftp', async () => {
    const data = net.createServer((to) => to.end('Welcome to the demo\n'));
    const fetched = (user: string, receive: string) =>
      serving(data, (dataPort) => {
        const answers: Readonly<Record<string, string>> = {
          [`USER ${user}`]: '331 password\r\n',
          'CWD /': '250-Directory\r\n of all\r\n250 done\r\n',
          'TYPE I': '200 ok\r\n',
          PASV: `227 Entering (127,0,0,1,${dataPort >> 8},${dataPort & 255}).\r\n`,
          'RETR /welcome.msg': '150 here\r\n226 done\r\n',
        };
        const control = lines('220-Hello\r\n220 ready\r\n', (line) =>
          line.startsWith('PASS ') ? '230 in\r\n' : (answers[line] ?? '500 what\r\n'),
        );
        return asking(control, { service: 'ftp', request: 'welcome.msg', receive });
      });
    expect(await fetched('anonymous', '^Welcome')).toEqual(UP);
    expect((await fetched('anonymous', 'Test')).why).toContain('does not match');
    expect((await fetched('check', 'Welcome')).why).toContain('500 what');
  });
});
