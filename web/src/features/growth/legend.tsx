type LegendItem = { shape: 'line' | 'dashed' | 'dot' | 'band'; word: string };

/** Shapes and words, so that no colour has to be told from another. */
export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-small text-ink-2">
      {items.map(({ shape, word }) => (
        <li key={word} className="flex items-center gap-2">
          <svg width="22" height="12" aria-hidden="true" className="shrink-0">
            {shape === 'band' && (
              <rect
                width="22"
                height="12"
                className="fill-chart-1 opacity-20 forced-colors:fill-[GrayText]"
              />
            )}
            {(shape === 'line' || shape === 'dashed') && (
              <line
                x2="22"
                y1="6"
                y2="6"
                strokeWidth="2"
                strokeDasharray={shape === 'dashed' ? '5 4' : undefined}
                className="stroke-chart-1 forced-colors:stroke-[CanvasText]"
              />
            )}
            {shape === 'dot' && (
              <circle cx="11" cy="6" r="4" className="fill-chart-2 forced-colors:fill-[CanvasText]" />
            )}
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}
