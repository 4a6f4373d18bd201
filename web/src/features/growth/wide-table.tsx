import type { ReactNode, Ref } from 'react';
import { cn } from '@/lib/cn';

type WideProps = { label: string; className?: string; ref?: Ref<HTMLDivElement>; children: ReactNode };

/** What is wider than a phone scrolls by itself, from edge to edge of its card, and never the page. */
export function Wide({ label, className, ref, children }: WideProps) {
  return (
    <div
      ref={ref}
      role="region"
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn('relative -mx-5 overflow-x-auto px-5 sm:-mx-6 sm:px-6', className)}
    >
      {children}
    </div>
  );
}

type WideTableProps = {
  label: string;
  columns: readonly string[];
  /** The least width, as a class: below it the table scrolls. */
  width: string;
  children: ReactNode;
};

/** A table wider than a phone. The rows are the children. */
export function WideTable({ label, columns, width, children }: WideTableProps) {
  return (
    <Wide label={label} className="mt-4">
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
    </Wide>
  );
}
