/** The parts of the day, by the clock of the account; night ends on the next one. */
export const dayparts = {
  morning: { part: 'Morning', from: 5, to: 11 },
  midday: { part: 'Midday', from: 11, to: 15 },
  afternoon: { part: 'Afternoon', from: 15, to: 18 },
  evening: { part: 'Evening', from: 18, to: 22 },
  night: { part: 'Night', from: 22, to: 5 },
} as const;

/** "07". */
export const hourWord = (hour: number) => String(hour).padStart(2, '0');
