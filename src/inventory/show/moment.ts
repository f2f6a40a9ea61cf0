const PARTS = /^(\d+)-(\d+)-(\d+)(?:T(\d+):(\d+):(\d+)(?:\.(\d+))?(?:([-+])(\d+):(\d+))?)?$/;

/** A date or point in time, in the form of Python's `isoformat()`, with `between` date and time. */
export const isoText = (moment: string, between: 'T' | ' '): string => moment.replace('T', between);

/** What Python's `repr` says of it. */
export function momentRepr(moment: string): string {
  const [, year, month, day, hour, minute, second, micro, sign, zoneHours, zoneMinutes] = PARTS.exec(moment) ?? [];
  const date = [year, month, day].map(Number);
  if (hour === undefined) return `datetime.date(${date.join(', ')})`;
  const rest = [second, micro].map((part) => Number(part ?? 0));
  while (rest.at(-1) === 0) rest.pop();
  const away = sign === undefined ? [] : [`tzinfo=${zoneRepr(sign, Number(zoneHours) * 60 + Number(zoneMinutes))}`];
  return `datetime.datetime(${[...date, Number(hour), Number(minute), ...rest, ...away].join(', ')})`;
}

function zoneRepr(sign: string, minutes: number): string {
  if (minutes === 0) return 'datetime.timezone.utc';
  const ahead = `seconds=${minutes * 60}`;
  const delta = sign === '-' ? `days=-1, seconds=${86_400 - minutes * 60}` : ahead;
  return `datetime.timezone(datetime.timedelta(${delta}))`;
}
