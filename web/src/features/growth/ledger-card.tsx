import { Card } from '@/components/card';
import type { Ledger, LedgerEntry } from '@/lib/growth-types';
import { formatNumber } from '@/lib/growth-words';
import { heldWord, ledgerNumber, subjectWords } from './insight-words';
import { dayIn } from './post-words';
import { WideTable } from './wide-table';

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
    <WideTable label="Earlier statements" columns={columns} width="min-w-[44rem]">
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
    </WideTable>
  );
}
