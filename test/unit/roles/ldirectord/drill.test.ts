import { describe, expect, test } from 'vitest';
import { drill } from '../../../../roles/ldirectord/drill.ts';
import { EXAMPLE } from '../cluster.ts';

const director = (vars: object) => ({ vars: { ...EXAMPLE, ...vars } });
const http = (rest: object) => ({ virtual_services: [{ name: 'http', port: 80, ...rest }] });

describe('for how long a dead real server may be sent clients', () => {
  test.each<[number, string, object]>([
    [11, 'as usual: an interval, a check that waits for an answer, and a second', {}],
    [6, 'by the settings for all services', { ldirectord: { checkinterval: 2, checktimeout: 3 } }],
    [31, 'where more than one check has to fail', { ldirectord: { failurecount: 3 } }],
    [
      17,
      'by the settings of a service of its own',
      http({ check: { timeout: 2, failurecount: 2, negotiatetimeout: 3 } }),
    ],
  ])('%i s %s', (seconds, _, vars) => {
    expect(drill.checkSeconds(director(vars))).toBe(seconds);
  });
});

describe('the page that a drill asks for', () => {
  test.each<[string | undefined, object]>([
    ['http://192.168.6.240/index.html', http({ check: { request: 'index.html' } })],
    ['https://192.168.6.240:8443/', { virtual_services: [{ name: 'x', port: 8443, check: { service: 'https' } }] }],
    [undefined, { virtual_services: [{ name: 'dns', port: 53, check: { type: 'connect' } }] }],
  ])('%s', (url, vars) => {
    expect(drill.url(director(vars))).toBe(url);
  });
});
