/** What one host's arping heard: the hardware addresses that answered for the address asked for. */
export type Answerers = ReadonlySet<string>;

/** Reads the output of arping(8) of iputils: `Unicast reply from 192.168.6.240 [02:00:00:00:00:01]  0.706ms`. */
export const parseArping = (output: string): Answerers =>
  new Set([...output.matchAll(/ reply from \S+ \[([0-9A-Fa-f:]{17})\]/g)].map(([, mac = '']) => mac.toLowerCase()));
