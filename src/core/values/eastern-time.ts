import { isCalendarDate } from './calendar-date';

/**
 * Local time in US Eastern, EDGAR's own, as ISO text without an offset (`2006-10-19T12:34:47`): it sorts as
 * text, and against the acceptance times that EDGAR gives.
 */

const EASTERN = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const HOUR_MS = 3_600_000;

/** ISO 8601 with seconds or without, and an offset or Z: without one nobody knows which instant is meant. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The Eastern local time of an instant, to the second; undefined when the text is no instant (an ISO timestamp
 * with an offset or Z). In the hour that every autumn repeats, the second time round stays at the hour's end,
 * so that a later instant never gets an earlier time.
 */
export function easternTime(instant: string): string | undefined {
  // Date.parse takes 30 February for 1 March.
  const readable = INSTANT.test(instant) && isCalendarDate(instant.slice(0, 10));
  const time = readable ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(time)) return undefined;
  const [local, anHourBefore] = [localTime(time), localTime(time - HOUR_MS)];
  return local > anHourBefore ? local : `${local.slice(0, 13)}:59:59`;
}

function localTime(time: number): string {
  const parts = EASTERN.formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}
