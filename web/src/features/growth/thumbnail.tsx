import { useState } from 'react';
import { cn } from '@/lib/cn';
import type { Post } from '@/lib/growth-types';
import { typeIcon } from './post-words';

/**
 * The picture of a post where this server has it, otherwise the sign of its kind. Pictures from elsewhere are not
 * asked for: the content security policy refuses them, and they would tell the platform who looks.
 */
export function Thumbnail({ post, className }: { post: Post; className?: string }) {
  const [isBroken, setBroken] = useState(false);
  const Icon = typeIcon[post.type];
  const frame = cn('shrink-0 rounded-inner border border-line bg-sunken', className);
  if (post.media_url !== null && isHere(post.media_url) && !isBroken) {
    return (
      <img
        src={post.media_url}
        alt=""
        loading="lazy"
        onError={() => setBroken(true)}
        className={cn(frame, 'object-cover')}
      />
    );
  }
  return (
    <span aria-hidden="true" className={cn(frame, 'grid place-items-center text-ink-3')}>
      <Icon className="size-5" />
    </span>
  );
}

function isHere(url: string): boolean {
  if (url.startsWith('data:')) return true;
  // What a platform gives as an address need not be one.
  return URL.canParse(url, location.origin) && new URL(url, location.origin).origin === location.origin;
}
