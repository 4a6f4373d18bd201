import { Card } from '@/components/card';
import type { Group, Groups } from '@/lib/growth-types';
import { countOf, formatNumber, signedPercent } from '@/lib/growth-words';
import { FigureTable } from './figure-table';
import { cellWord, familyTitle } from './insight-words';
import { IntervalChart } from './interval-chart';
import type { Context } from './part-card';
import { Said } from './said';
import { whyOfClaim, whyOfGroupRefusal } from './why-words';

// Days have an order of their own, and so have the parts of one; kinds stand as they did, the best first.
const order: Partial<Record<Groups['family'], readonly string[]>> = {
  daypart: ['morning', 'midday', 'afternoon', 'evening', 'night'],
  weekday: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  caption: ['none', 'short', 'medium', 'long'],
};

export function GroupCard({ family: found, context }: { family: Groups; context: Context }) {
  const { family, claim, refusal } = found;
  const title = familyTitle[family];
  const groups = inOrder(found);
  const why = claim ? whyOfClaim(claim) : refusal && whyOfGroupRefusal(found, refusal, context.basis);
  return (
    <Card title={title}>
      {why && <Said why={why} context={context} />}
      {groups.length > 0 && groups.every(({ low, high }) => low === high) && (
        <p className="mt-3 mb-4 text-small text-ink-3">
          The groups differ by no more than chance, so nothing is left of their estimates to draw:{' '}
          {groups
            .map(({ group, posts }) => `${cellWord(family, group)}: ${countOf(posts, 'post')}`)
            .join(', ')}
          .
        </p>
      )}
      {groups.some(({ low, high }) => low !== high) && (
        <>
          <p className="mt-3 mb-4 text-small text-ink-3">
            Unit: percent of engagement against the mean of the groups. Each dot is an estimate, its line the
            95 % interval.
          </p>
          <IntervalChart
            rows={groups.map(({ group, posts, percent, low, high }) => ({
              key: group,
              label: cellWord(family, group),
              note: countOf(posts, 'post'),
              percent,
              low,
              high,
              isClaimed: claim?.subject === `${family}:${group}`,
            }))}
          />
          <FigureTable
            label={title}
            columns={['Group', 'Posts', 'Estimate', 'From', 'To']}
            rows={groups.map(({ group, posts, percent, low, high }) => [
              cellWord(family, group),
              formatNumber(posts),
              signedPercent(percent),
              signedPercent(low),
              signedPercent(high),
            ])}
          />
        </>
      )}
    </Card>
  );
}

function inOrder({ family, groups }: Groups): readonly Group[] {
  const known = order[family];
  if (!known) return groups;
  return [...groups].sort((one, other) => known.indexOf(one.group) - known.indexOf(other.group));
}
