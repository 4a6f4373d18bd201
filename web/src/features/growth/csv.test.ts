import { expect, test } from 'vitest';
import { postOf } from '@/test/growth-fixtures';
import { csvOf, postsCsv } from './csv';

const lines = (csv: string) => csv.replace('\ufeff', '').split('\r\n');

test('what would end a cell or a line is quoted, and quotes are doubled', () => {
  expect(lines(csvOf([['a,b', 'say "hi"', 'one\ntwo', 'plain', 7]]))).toEqual([
    '"a,b","say ""hi""","one\ntwo",plain,7',
    '',
  ]);
});

test('a text that a spreadsheet would run is only text; a number stays a number', () => {
  const cells = ['=1+1', '+49', '-x', '@ada', '\tx', '=A1,"b"', 'a=b', -3];

  expect(lines(csvOf([cells]))[0]).toBe(`'=1+1,'+49,'-x,'@ada,'\tx,"'=A1,""b""",a=b,-3`);
});

test('posts come in the order and with the columns of the table, in the time of the account', () => {
  const csv = postsCsv(
    [
      postOf({ caption: '@home, \u{1f33f} \u05e9\u05dc\u05d5\u05dd', type: 'reel', like_count: null }),
      postOf({ caption: null, comments_count: 0 }),
    ],
    'Europe/Berlin',
  );

  expect(csv.startsWith('\ufeff')).toBe(true);
  expect(lines(csv)).toEqual([
    'Type,Caption,Posted (Europe/Berlin),Likes,Comments',
    `Reel,"'@home, \u{1f33f} \u05e9\u05dc\u05d5\u05dd",2026-11-20 19:04,hidden,24`,
    'Image,,2026-11-20 19:04,318,0',
    '',
  ]);
});
