import { Card } from '@/components/card';
import type { Tags } from '@/lib/growth-types';
import { formatNumber } from '@/lib/growth-words';
import { effectWords, pWords } from './insight-words';
import type { Context } from './part-card';
import { Said } from './said';
import { whyOfClaim, whyOfRefusal } from './why-words';
import { WideTable } from './wide-table';

const columns = ['Hashtag', 'With', 'Without', 'Difference (95 %)', 'p', 'Can be said'];

export function TagsCard({ tags, context }: { tags: Tags; context: Context }) {
  const { refusal } = tags;
  return (
    <Card title="Hashtags">
      <p className="mb-4 text-small text-ink-3">
        Posts with the tag against posts without it, after kind and time of day. An association, not a cause.
      </p>
      <div className="grid grid-cols-1 gap-4">
        {tags.claims.map((claim) => (
          <Said key={claim.subject} why={whyOfClaim(claim)} context={context} />
        ))}
        {refusal && (
          <Said
            why={whyOfRefusal({ kind: 'tag', about: 'hashtags', refusal, basis: context.basis, p: tags.p })}
            context={context}
          />
        )}
      </div>
      {tags.tags.length > 0 && (
        <WideTable label="Hashtags" columns={columns} width="min-w-[36rem]">
          {tags.tags.map((tag) => (
            <tr key={tag.tag} className="border-t border-line">
              <th scope="row" className="py-2 pr-4 text-left font-medium whitespace-nowrap">
                <bdi>#{tag.tag}</bdi>
              </th>
              <td className="py-2 pr-4">{formatNumber(tag.posts_with)}</td>
              <td className="py-2 pr-4">{formatNumber(tag.posts_without)}</td>
              <td className="py-2 pr-4 whitespace-nowrap">{effectWords(tag)}</td>
              <td className="py-2 pr-4 whitespace-nowrap">{pWords(tag.p)}</td>
              <td className="py-2">{tag.claimed ? 'Yes' : 'No'}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </Card>
  );
}
