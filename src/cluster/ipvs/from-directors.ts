/**
 * The mark of packets that another director has sent, where directors share the virtual addresses. Its virtual service keeps them on
 * the director that they come to. No service of the inventory has it.
 */
export const FROM_DIRECTORS = 1_970_103_156;

/** Whether a key of the kernel's table is that of this service. */
export const isFromDirectors = (key: string): boolean => key.startsWith(`FWM ${FROM_DIRECTORS}`);
