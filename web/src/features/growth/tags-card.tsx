import { Card } from '@/components/card';
import type { Tags } from '@/lib/growth-types';
import { formatNumber } from '@/lib/growth-words';
import { effectWords, pWords } from './insight-words';
import type { Context } from './part-card';
import { Said } from './said';
import { whyOfClaim, whyOfRefusal } from './why-words';

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
        <div
          role="region"
          aria-label="Hashtags"
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          className="relative -mx-5 mt-4 overflow-x-auto px-5 sm:-mx-6 sm:px-6"
        >
          <table className="nums w-full min-w-[36rem] text-left">
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
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
