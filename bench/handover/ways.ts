/** A way in which duties pass from director to director, as the inventory says it. */
export interface Way {
  readonly name: string;
  readonly vars: Readonly<Record<string, unknown>>;
  /** What is stopped on a host that is to direct no more. */
  readonly service: string;
  /** A setting by which directors hear of each other, and another value than it has. */
  readonly timing: { readonly path: readonly string[]; readonly value: number };
  readonly hasKey: boolean;
  readonly crashLimit: string;
}

/** What the example inventory says. */
const DEADTIME = 3;
/** keepalived's default. */
const ADVERTS = 0.2;

const heartbeat = {
  service: 'heartbeat',
  timing: { path: ['heartbeat', 'warntime'], value: 1 },
  hasKey: true,
  crashLimit: `deadtime + 3 s = ${DEADTIME + 3} s`,
} as const;

/** All ways, in the order in which one and the same cluster takes them: each begins as the apply of the one before left it. */
export const WAYS: readonly Way[] = [
  { ...heartbeat, name: 'heartbeat, classic', vars: { stack: 'heartbeat', handover: 'classic' } },
  { ...heartbeat, name: 'heartbeat, make before break', vars: { stack: 'heartbeat', handover: 'make_before_break' } },
  {
    name: 'keepalived',
    vars: { stack: 'keepalived' },
    service: 'keepalived',
    timing: { path: ['keepalived', 'advert_int'], value: 0.25 },
    hasKey: false,
    crashLimit: `3 × advert_int + 0.5 s = ${3 * ADVERTS + 0.5} s`,
  },
];
