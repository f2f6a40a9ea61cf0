/** Seconds that a check may take: one that connects, and one that negotiates. */
interface Timeouts {
  readonly checktimeout: number;
  readonly negotiatetimeout: number;
}

/** Where neither is set. */
const USUAL = 5;

/** Each is the other's default, says the manual page. Old versions go by a default of their own, so both are written out. */
export const timeouts = ({
  checktimeout,
  negotiatetimeout,
}: { readonly [K in keyof Timeouts]?: number | undefined }): Timeouts => ({
  checktimeout: checktimeout ?? negotiatetimeout ?? USUAL,
  negotiatetimeout: negotiatetimeout ?? checktimeout ?? USUAL,
});
