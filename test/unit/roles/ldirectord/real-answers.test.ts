import { describe, expect, it } from 'vitest';
import { answersComplaint } from '../../../../roles/ldirectord/real-answers.ts';
import { fixture, printed } from '../fixture.ts';

describe('answersComplaint', () => {
  it('is content when every real server answers', () => {
    expect(answersComplaint(printed(fixture('answers/up')))).toBeUndefined();
  });

  it('names each that does not, and what it said', () => {
    expect(answersComplaint(printed(fixture('answers/down')))).toBe(
      [
        "192.168.6.3:80 of 192.168.6.240:80 does not answer its check: 500 Can't connect to 192.168.6.3:80 (Connection refused)",
        '192.168.6.3:443 of 192.168.6.240:443 does not answer its check: 500 Connect failed: ; Connection refused',
        '192.168.6.3:21 of 192.168.6.240:21 does not answer its check',
      ].join('; '),
    );
  });

  it('does not take silence for an answer', () => {
    expect(answersComplaint(printed(''))).toMatch(/no real servers/);
    expect(answersComplaint({ code: 2, stdout: '', stderr: 'Error reading file' })).toMatch(/Error reading file/);
    expect(answersComplaint(printed('', 124))).toMatch(/keeps its check waiting/);
    expect(answersComplaint(printed('192.168.6.240:80 192.168.6.2:80 lost\n'))).toMatch(/192\.168\.6\.2:80/);
  });

  it('leaves services alone that ldirectord never asks', () => {
    expect(answersComplaint(printed('192.168.6.240:80 192.168.6.2:80 unasked \n'))).toBeUndefined();
  });
});
