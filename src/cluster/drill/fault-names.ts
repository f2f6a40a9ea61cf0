/** What a drill can break; apart from all else, as the command line lists them before anything is loaded. */
export const FAULT_NAMES = [
  'switchover',
  'stop-heartbeat',
  'kill-ldirectord',
  'kill-real-service',
  'cut-link',
  'crash',
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];
