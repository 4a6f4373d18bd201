import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type Column<T> = {
  head: string;
  /** Null leaves the cell empty, and away from a phone. */
  cell: (row: T) => ReactNode;
  /** What it holds says on a phone what it is. */
  needsNoHead?: boolean;
  className?: string;
};

type RecordTableProps<T> = { caption: string; columns: readonly Column<T>[]; rows: readonly T[] };

/** A table on a desk; on a phone each row is a card, in which every value says its column. The first column heads the rows. */
export function RecordTable<T extends { id: string }>({ caption, columns, rows }: RecordTableProps<T>) {
  return (
    <table className="nums w-full text-left max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-small text-ink-2 max-sm:sr-only">
        <tr>
          {columns.map(({ head }) => (
            <th key={head} scope="col" className="py-2 pr-4 font-medium whitespace-nowrap last:pr-0">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr key={row.id} className="border-t border-line align-top max-sm:grid max-sm:gap-1 max-sm:py-3.5">
            {columns.map(({ head, cell, needsNoHead, className }, index) => {
              const Cell = index === 0 ? 'th' : 'td';
              const content = cell(row);
              return (
                <Cell
                  key={head}
                  scope={index === 0 ? 'row' : undefined}
                  className={cn(
                    'font-normal sm:py-3 sm:pr-4 sm:last:pr-0',
                    content === null && 'max-sm:hidden',
                    className,
                  )}
                >
                  {!needsNoHead && index > 0 && (
                    <span aria-hidden="true" className="mr-2 text-small text-ink-3 sm:hidden">
                      {head}
                    </span>
                  )}
                  {content}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
