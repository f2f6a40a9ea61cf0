import type { Resource } from '../../src/core/resource.ts';
import { block } from '../../src/resources/block.ts';

/**
 * Scripts tell heartbeat things through a FIFO, by `ha_clustermsg` of its shellfuncs, in pieces. An alarm wakes the reader
 * every 5 s, and it drops a message of which it has a piece by then (`fifo_child` in heartbeat.c; "Message with zero
 * fields"): measured on a busy machine, a director that was to take its duties at boot never heard of it, and nobody
 * served. Here a message is written at once, which is atomic up to 4096 bytes; see pipe(7). By the program printf(1): that
 * of bash writes line by line.
 */
export const wholeMessages = (): Resource =>
  block({
    path: '/etc/ha.d/shellfuncs',
    name: 'whole messages',
    broughtBy: 'heartbeat',
    content: `# The alarm that wakes heartbeat's reader every 5 s would make it drop a message that comes in pieces.
ha_clustermsg() {
  umctl_message=$(cat)
  env printf '>>>\\n%s\\n<<<\\n' "$umctl_message" >> "$HA_FIFO"
}`,
  });
