import { scaleLinear } from '@visx/scale';
import { cn } from '@/lib/cn';
import { signedPercent } from '@/lib/growth-words';
import { effectWords } from './insight-words';

type IntervalRow = {
  key: string;
  label: string;
  /** Below the label, such as "42 posts". */
  note: string;
  percent: number;
  low: number;
  high: number;
  /** Whether something may be said about it: a full dot, and the word. */
  isClaimed: boolean;
};

/** A dot with its interval for each row, all on one scale with a line at 0. The words beside them say the same. */
export function IntervalChart({ rows }: { rows: readonly IntervalRow[] }) {
  const x = scaleLinear({
    domain: [Math.min(0, ...rows.map(({ low }) => low)), Math.max(0, ...rows.map(({ high }) => high))],
    range: [2, 98],
    nice: 4,
  });
  const ticks = x.ticks(4);
  // A phone has room for 0 and for the ends that are not close to it.
  const isRoomy = (tick: number) =>
    tick === 0 || ((tick === ticks[0] || tick === ticks.at(-1)) && Math.abs(x(tick) - x(0)) > 30);
  return (
    <div className="nums">
      <ul className="grid gap-y-2.5">
        {rows.map((row) => (
          <li key={row.key} className={grid}>
            <span>
              <span className={cn('block leading-snug', row.isClaimed && 'font-semibold')}>
                <Label>{row.label}</Label>
              </span>
              <span className="text-small text-ink-3">{row.note}</span>
            </span>
            <span>
              <Interval row={row} ticks={ticks} at={(percent) => `${x(percent)}%`} />
              <span className="block text-small text-ink-2">
                {effectWords(row)}
                {row.isClaimed && <span className="font-medium text-ink">, supported</span>}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div aria-hidden="true" className={cn(grid, 'mt-1')}>
        <span />
        <span className="relative block h-5 text-small text-ink-3">
          {ticks.map((tick) => (
            <span
              key={tick}
              className={cn('absolute -translate-x-1/2 whitespace-nowrap', !isRoomy(tick) && 'max-sm:hidden')}
              style={{ left: `${x(tick)}%` }}
            >
              {signedPercent(tick)}
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}

const grid =
  'grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-start gap-x-4 sm:grid-cols-[9.5rem_minmax(0,1fr)]';

/** Hours in brackets stay on one line: "05–" and "11" are no times. */
function Label({ children }: { children: string }) {
  const [word, hours] = children.split(/ (?=\()/);
  return hours === undefined ? (
    word
  ) : (
    <>
      {word} <span className="whitespace-nowrap">{hours}</span>
    </>
  );
}

type IntervalProps = { row: IntervalRow; ticks: readonly number[]; at: (percent: number) => string };

function Interval({ row, ticks, at }: IntervalProps) {
  return (
    <svg aria-hidden="true" className="block h-5 w-full overflow-visible">
      {ticks.map((tick) => (
        <line
          key={tick}
          x1={at(tick)}
          x2={at(tick)}
          y1="0"
          y2="20"
          className={cn(tick === 0 ? 'stroke-line-strong' : 'stroke-line', 'forced-colors:stroke-[GrayText]')}
        />
      ))}
      <line
        x1={at(row.low)}
        x2={at(row.high)}
        y1="10"
        y2="10"
        strokeWidth="2.5"
        strokeLinecap="round"
        className="stroke-chart-1 forced-colors:stroke-[CanvasText]"
      />
      <circle
        cx={at(row.percent)}
        cy="10"
        r="5.5"
        strokeWidth="2.5"
        className={cn(
          'stroke-chart-1 forced-colors:stroke-[CanvasText]',
          row.isClaimed ? 'fill-chart-1 forced-colors:fill-[CanvasText]' : 'fill-surface',
        )}
      />
    </svg>
  );
}
