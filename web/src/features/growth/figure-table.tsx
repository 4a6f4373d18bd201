type FigureTableProps = {
  /** What it is the other form of: "Likes a day". */
  label: string;
  /** The first one heads the rows. */
  columns: readonly string[];
  rows: readonly (readonly [string, ...string[]])[];
  /** Said in place of "Show as a table", where one chart has two of them. */
  summary?: string;
};

/** Every chart is a table too. */
export function FigureTable({ label, columns, rows, summary = 'Show as a table' }: FigureTableProps) {
  return (
    <details className="mt-3">
      <summary className="py-1 text-ink-2 hover:text-ink pointer-coarse:py-3">{summary}</summary>
      <div
        role="region"
        aria-label={`${label}, as a table`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-2 max-h-80 overflow-auto rounded-control border border-line"
      >
        <table className="nums w-full text-right text-small">
          <thead className="sticky top-0 bg-sunken text-ink-2">
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={
                    index === 0
                      ? 'px-3 py-2 text-left font-medium'
                      : 'px-3 py-2 font-medium whitespace-nowrap'
                  }
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([head, ...cells], row) => (
              <tr key={`${row} ${head}`} className="border-t border-line">
                <th scope="row" className="px-3 py-1.5 text-left font-normal">
                  {head}
                </th>
                {cells.map((cell, index) => (
                  <td key={columns[index + 1]} className="px-3 py-1.5">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
