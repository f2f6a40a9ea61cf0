import { expect, test } from 'vitest';
import { LDIRECTORD, ldirectordStandIn } from './ldirectord-stand-in.ts';

const { ask, folder } = ldirectordStandIn();

/** Checks that each take a while, and say how many others are under way then. */
const slow = (state: string): string =>
  LDIRECTORD.replace(
    'my ($v, $r) = @_;',
    `my ($v, $r) = @_;
    open my $mine, '>', "${folder()}/busy.$r->{server}" or die;
    select undef, undef, undef, ${state === 'up' ? 1.5 : 3};
    my $others = (() = glob "${folder()}/busy.*") - 1;
    unlink "${folder()}/busy.$r->{server}";
    return service_set($v, $r, '${state}', {}, $others);`,
  );

test('while real servers answer, no check takes the processor from another, though each takes long', () => {
  const { stdout, stderr } = ask(slow('up'));
  expect(stdout.trim().split('\n'), stderr).toEqual([2, 3, 4, 5].map((n) => `10.0.0.1:80 10.0.0.${n}:80 up 0`));
});

test('once one was waited for in vain, the others are asked together', () => {
  const told = ask(slow('down')).stdout.trim().split('\n');
  expect(told[0]).toBe('10.0.0.1:80 10.0.0.2:80 down 0');
  expect(Math.max(...told.map((line) => Number(line.split(' ').at(-1))))).toBeGreaterThan(0);
});
