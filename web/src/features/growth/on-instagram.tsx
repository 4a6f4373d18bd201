import { linkClass } from '@/components/button';
import type { Account, Post } from '@/lib/growth-types';

/** Made-up posts have an address that leads nowhere, and what a platform gives as one might do more than lead. */
export function OnInstagram({ post, account }: { post: Post; account: Account }) {
  if (!post.permalink?.startsWith('https://') || account.flavour === 'sandbox') return null;
  return (
    <a
      href={post.permalink}
      rel="noopener noreferrer"
      className={`${linkClass} -mb-2 mt-1 inline-flex min-h-11 items-center font-medium`}
    >
      Open on Instagram
    </a>
  );
}
