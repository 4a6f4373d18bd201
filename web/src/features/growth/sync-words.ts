import { formatAgo } from '@/lib/format';
import { countOf, formatNumber } from '@/lib/growth-words';
import type { Account } from '@/lib/growth-types';

/** Where the reading of posts stands. `now` is when that was asked. */
export function syncWords({ sync, last_synced_at: at }: Account, now: number): string {
  switch (sync.status) {
    case 'waiting':
      return 'Waiting to sync';
    case 'running':
      return sync.posts_expected === null
        ? `Syncing: ${countOf(sync.posts_so_far, 'post')} so far`
        : `Syncing: ${formatNumber(sync.posts_so_far)} of ${countOf(sync.posts_expected, 'post')}`;
    case 'failed':
      return `Failed: ${sync.error ?? 'the server gave no reason.'}`;
    case 'done': {
      const skipped =
        sync.skipped_posts > 0 ? `, ${countOf(sync.skipped_posts, 'post')} could not be read` : '';
      return `Synced${at === null ? '' : ` ${formatAgo(at, now)}`}${skipped}`;
    }
  }
}
