import { Card } from '@/components/card';
import type { Ledger, LedgerEntry } from '@/lib/growth-types';
import { formatNumber } from '@/lib/growth-words';
import { heldWord, ledgerNumber, subjectWords } from './insight-words';
import { dayIn } from './post-words';

const columns = ['Statement', 'Made', 'Due', 'Said', 'Came', 'Result'];

/** How earlier statements turned out, the wrong ones too. */
export function LedgerCard({ ledger, timeZone }: { ledger: Ledger; timeZone: string }) {
  const { claims, forecasts, entries } = ledger;
  return (
    <Card title="How earlier statements turned out">
      {claims.made + forecasts.made === 0 ? (
        <p className="text-ink-2">Nothing is recorded yet.</p>
      ) : (
        <>
          <p className="nums">{scoreWords('Claims', claims)}</p>
          <p className="nums">{scoreWords('Forecasts', forecasts)}</p>
          <p className="measure mt-1 text-small text-ink-3">
            A claim is looked at four weeks later, on posts that were not there yet, and held when they point
            the same way. A forecast held when the count lies in its interval.
          </p>
          {entries.length > 0 && <Entries entries={entries} timeZone={timeZone} />}
        </>
      )}
    </Card>
  );
}

function scoreWords(what: string, { made, scored, held }: Ledger['claims']): string {
  const first = `${what}: ${formatNumber(made)} written down`;
  if (scored === 0) return `${first}, none looked at again yet.`;
  return `${first}, ${formatNumber(scored)} looked at again, ${formatNumber(held)} held.`;
}

function Entries({ entries, timeZone }: { entries: readonly LedgerEntry[]; timeZone: string }) {
  return (
    <div
      role="region"
      aria-label="Earlier statements"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative -mx-5 mt-4 overflow-x-auto px-5 sm:-mx-6 sm:px-6"
    >
      <table className="nums w-full min-w-[44rem] text-left">
        <thead className="text-small text-ink-2">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="py-2 pr-4 font-medium whitespace-nowrap last:pr-0">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const number = (value: number) => ledgerNumber(entry.subject, value);
            return (
              <tr key={`${entry.subject} ${entry.made_at}`} className="border-t border-line">
                <th scope="row" className="py-2 pr-4 text-left font-medium">
                  {subjectWords(entry.subject)}
                </th>
                <td className="py-2 pr-4 whitespace-nowrap">{dayIn(entry.made_at, timeZone)}</td>
                <td className="py-2 pr-4 whitespace-nowrap">{dayIn(entry.due_at, timeZone)}</td>
                <td className="py-2 pr-4 whitespace-nowrap">
                  {number(entry.expected)} ({number(entry.low)} to {number(entry.high)})
                </td>
                <td className="py-2 pr-4 whitespace-nowrap">
                  {entry.outcome === null ? 'not known' : number(entry.outcome)}
                </td>
                <td className="py-2 whitespace-nowrap">{heldWord(entry)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
