import { expect, test } from 'vitest';
import { blocksOf } from './prose';

test('single line ends are wrapping, empty lines part paragraphs, indented lines are code', () => {
  const text =
    'Two requests at the\nsame time:\n\n    BEGIN;\n      SELECT 1;\n\n    COMMIT;\n\nWhat went wrong?\n';

  expect(blocksOf(text)).toEqual([
    { kind: 'text', text: 'Two requests at the same time:' },
    { kind: 'code', text: 'BEGIN;\n  SELECT 1;\n\nCOMMIT;' },
    { kind: 'text', text: 'What went wrong?' },
  ]);
});
