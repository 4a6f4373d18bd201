const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const instant = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** "at 14:05", "on 22 Nov at 14:05": where the reader is. */
export function formatMoment(at: number, now = Date.now()): string {
  const day = shortDay.format(at);
  return `${day === shortDay.format(now) ? '' : `on ${day} `}at ${time.format(at)}`;
}

/** "22 Nov 2026, 14:05", where the reader is. */
export const formatInstant = (at: string) => instant.format(new Date(at));
