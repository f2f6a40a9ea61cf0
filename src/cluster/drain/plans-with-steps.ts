import type { Event, Report } from '../../core/events.ts';

/** What passes a run's events on. */
interface Passing {
  readonly report: Report;
  /** Passes on what is held back; to be called when the run is over. */
  readonly end: () => void;
}

/**
 * Passes on what a run says, but for a plan that has no step on any host: of a command of two runs, the second then says
 * that nothing is to do. Plans are held back until the last of them is there.
 */
export function plansWithSteps(report: Report): Passing {
  let held: readonly Extract<Event, { type: 'plan' }>[] = [];
  const end = (): void => {
    const plans = held;
    held = [];
    if (plans.some(({ steps }) => steps.length > 0)) plans.forEach(report);
  };
  return {
    end,
    report(event) {
      if (event.type === 'plan') {
        held = [...held, event];
        return;
      }
      end();
      report(event);
    },
  };
}
