const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?$/;

/** A date, or a point in time, as Python's isoformat() writes it; undefined when `text` is neither. */
export function timestampText(text: string): { readonly value: string } | { readonly wrong: string } | undefined {
  const match = DATE.exec(text) ?? TIME.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour, minute, second, fraction, utc, sign, zoneHours, zoneMinutes] = match;
  const [h, m, s, zone] = [hour, minute, second, zoneHours].map((part) => Number(part ?? 0));
  const daysInMonth = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  const exists =
    Number(year) > 0 &&
    within(Number(month), 1, 12) &&
    within(Number(day), 1, daysInMonth) &&
    within(h, 0, 23) &&
    within(m, 0, 59) &&
    within(s, 0, 59) &&
    within(zone, 0, 23) &&
    within(Number(zoneMinutes ?? 0), 0, 59);
  if (!exists) return { wrong: `${text} is no date that exists; put it in quotes if it is a text` };
  const date = [year, two(month), two(day)].join('-');
  if (hour === undefined) return { value: date };
  const micro = (fraction ?? '').slice(0, 6).padEnd(6, '0');
  const time = [hour, minute, second].map(two).join(':') + (Number(micro) === 0 ? '' : `.${micro}`);
  const offset = utc === undefined ? '' : '+00:00';
  const away = sign === undefined ? offset : `${sign}${two(zoneHours)}:${two(zoneMinutes)}`;
  return { value: `${date}T${time}${away === '-00:00' ? '+00:00' : away}` };
}

const within = (value = 0, low: number, high: number): boolean => value >= low && value <= high;

const two = (part = ''): string => part.padStart(2, '0');
