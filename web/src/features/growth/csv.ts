import type { Post } from '@/lib/growth-types';
import { postedAtForSheets, typeWord } from './post-words';

type Cell = string | number;

/**
 * RFC 4180, with the mark by which spreadsheets know UTF-8. A text that a spreadsheet would take for a formula gets
 * an apostrophe: captions are written by anybody.
 */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of the table in its order, with the same columns. */
export function postsCsv(posts: readonly Post[], timeZone: string): string {
  return csvOf([
    ['Type', 'Caption', `Posted (${timeZone})`, 'Likes', 'Comments'],
    ...posts.map((post) => [
      typeWord[post.type],
      post.caption ?? '',
      postedAtForSheets(post.posted_at, timeZone),
      post.like_count ?? 'hidden',
      post.comments_count ?? 'not known',
    ]),
  ]);
}

/** Saves a text as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
