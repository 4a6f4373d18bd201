import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { linkClass } from '@/components/button';
import { Card } from '@/components/card';
import type { Anomalies } from '@/lib/growth-types';
import { countOf } from '@/lib/growth-words';
import { newestPostsQuery } from './api';
import type { Context } from './part-card';
import { dayIn } from './post-words';
import { Said } from './said';
import { useTo } from './use-view';
import { whyOfClaim, whyOfRefusal } from './why-words';

export function AnomaliesCard({ anomalies, context }: { anomalies: Anomalies; context: Context }) {
  const { claims, judged, refusal } = anomalies;
  const newest = [...claims].reverse();
  return (
    <Card title="Unusual posts">
      {refusal ? (
        <Said
          why={whyOfRefusal({ kind: 'anomaly', about: 'unusual posts', refusal, basis: context.basis })}
          context={context}
        />
      ) : (
        <p className="nums mb-4 text-small text-ink-3">
          {countOf(judged, 'post')} judged, each against the posts before it.
          {claims.length === 0 && ' None lies far outside the usual scatter.'}
        </p>
      )}
      {newest.length > 0 && (
        <ul className="grid grid-cols-1 gap-5">
          {newest.map((claim) => (
            <li
              key={claim.post_ids.join()}
              className="grid grid-cols-1 gap-1 border-t border-line pt-4 first:border-t-0 first:pt-0"
            >
              {claim.post_ids.map((id) => (
                <ThePost key={id} id={id} context={context} />
              ))}
              <Said why={whyOfClaim(claim)} context={context} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ThePost({ id, context }: { id: string; context: Context }) {
  const { data } = useQuery(newestPostsQuery(context.account.id));
  const to = useTo();
  const post = data?.posts.find((known) => known.id === id);
  return (
    <p className="text-small text-ink-3">
      <Link
        to={to(`/posts/${id}`)}
        className={`${linkClass} inline-flex min-h-11 max-w-full items-center font-medium sm:min-h-8`}
      >
        <bdi dir="auto" className="truncate">
          {post?.caption ?? 'The post'}
        </bdi>
      </Link>
      {post && `, ${dayIn(post.posted_at, context.account.time_zone)}`}
    </p>
  );
}
