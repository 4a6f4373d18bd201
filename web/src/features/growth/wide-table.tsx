import type { ReactNode } from 'react';

type WideTableProps = {
  label: string;
  columns: readonly string[];
  /** The least width, as a class: below it the table scrolls. */
  width: string;
  children: ReactNode;
};

/** A table wider than a phone: it scrolls by itself, from edge to edge of its card. The rows are the children. */
export function WideTable({ label, columns, width, children }: WideTableProps) {
  return (
    <div
      role="region"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative -mx-5 mt-4 overflow-x-auto px-5 sm:-mx-6 sm:px-6"
    >
      <table className={`nums w-full text-left ${width}`}>
        <thead className="text-small text-ink-2">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="py-2 pr-4 font-medium whitespace-nowrap last:pr-0">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
