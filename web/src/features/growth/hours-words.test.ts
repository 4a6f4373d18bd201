import { expect, test } from 'vitest';
import { bands, hoursOf, hourWords, levelOf, levels, levelWord } from './hours-words';

test('the bands are the whole day, once', () => {
  expect(bands.flatMap(hoursOf)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
});

test('a shade goes by the number as it is read', () => {
  const shades = [-300, -30, -29, -15, -5, -4.4, 0, 4.4, 4.6, 15, 29.4, 29.6];

  expect(shades.map(levelOf)).toEqual([-3, -3, -2, -2, -1, 0, 0, 0, 1, 2, 2, 3]);
  expect(levels.map((level) => levelWord(level).replaceAll('\u00a0', ' '))).toEqual([
    '−30 % or less',
    'from −15 %',
    'from −5 %',
    'within 5 %',
    'from +5 %',
    'from +15 %',
    '+30 % or more',
  ]);
});

test('a cell without an estimate says why, unless there are too few posts for any', () => {
  const slot = { weekday: 'monday', hour: 7, posts: 1, percent: null };

  expect(hourWords(slot)).toBe('1 compared post, too few to judge');
  expect(hourWords({ ...slot, posts: 3 })).toBe('3 compared posts');
  expect(hourWords({ ...slot, posts: 3, percent: -0.2 })).toBe('3 compared posts, about −0.2\u00a0%');
});
