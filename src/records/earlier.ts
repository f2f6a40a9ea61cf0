import type { Step } from '../core/plan.ts';
import type { Identity, Impact } from '../core/resource.ts';
import type { RunEvent } from './record.ts';

/** Types of resources that umctl had when records and saved plans knew steps by their ids alone, and that have a blank in them. */
const WITH_BLANK = ['default route', 'no address'];

/** Those whose effect was all in files that are kept. */
const FILES: ReadonlySet<string> = new Set(['file', 'block', 'link', 'absent']);

/** What steps of these types did to what runs. */
const IMPACT: Readonly<Record<string, Impact>> = {
  ...{ file: 'none', directory: 'none', link: 'none', block: 'none' },
  ...{ service: 'reload', 'default route': 'interrupts' },
};

/** An event as this version has it, from a record of any version: steps of earlier ones have nothing but their ids. */
export function fromEarlier(event: RunEvent): RunEvent {
  switch (event.type) {
    case 'plan':
      return { ...event, steps: event.steps.map(stepFromEarlier) };
    case 'step-start':
    case 'step-done':
      return { ...identityOf(event.id), ...event };
    case 'steps-left':
      return { ...event, titles: event.titles ?? event.ids };
    default:
      return event;
  }
}

function stepFromEarlier(recorded: Step): Step {
  const step = { ...recorded, ...causeOf(recorded) };
  if (step.type !== undefined) return step;
  const identity = identityOf(step.id);
  const impact = IMPACT[identity.type];
  return { ...step, ...identity, ...(impact === undefined ? {} : { impact }) };
}

/** JSON has causes in words. */
const causeOf = ({ because }: { readonly because?: unknown }): Pick<Step, 'because'> =>
  typeof because === 'string' ? { because: { type: 'said', text: because } } : {};

function identityOf(id: string): Identity {
  const type = WITH_BLANK.find((one) => id.startsWith(`${one} `)) ?? id.split(' ', 1)[0] ?? id;
  return { id, type, key: id.slice(type.length + 1), title: id, restorable: FILES.has(type) ? 'files' : 'no' };
}
