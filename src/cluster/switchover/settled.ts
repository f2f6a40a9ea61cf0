import type { Output } from '../../core/connection.ts';
import { activeComplaint, duties } from '../model/active.ts';

/** Whether `to` alone is active, and nobody is still at work on the hand-over. */
export function settledComplaint(answers: Readonly<Record<string, Output>>, to: string): string | undefined {
  const found = duties(answers);
  const active = found.find((duty) => duty.active);
  const busy = found.filter(({ rest }) => rest.includes('busy')).map(({ host }) => host);
  const wrong =
    activeComplaint(answers) ?? (active?.host === to ? undefined : `${active?.host} still has the virtual address`);
  return wrong ?? (busy.length === 0 ? undefined : `the hand-over is still under way on ${busy.join(' and ')}`);
}
