import { Clapperboard, Image, Images, Video, type LucideIcon } from 'lucide-react';
import type { Post, PostSort, PostType } from '@/lib/growth-types';
import { formatNumber } from '@/lib/growth-words';

export const typeWord: Record<PostType, string> = {
  image: 'Image',
  carousel: 'Carousel',
  video: 'Video',
  reel: 'Reel',
};

export const typeIcon: Record<PostType, LucideIcon> = {
  image: Image,
  carousel: Images,
  video: Video,
  reel: Clapperboard,
};

export const sortWord: Record<PostSort, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  likes: 'Most likes',
  comments: 'Most comments',
};

/** Hidden is hidden, and never 0. */
export const likesWord = ({ like_count: likes }: Post) => (likes === null ? 'hidden' : formatNumber(likes));

export const commentsWord = ({ comments_count: comments }: Post) =>
  comments === null ? 'not known' : formatNumber(comments);

/** "22 Nov 2026, 19:04", where the account is. */
export const postedAt = (instant: string, timeZone: string) =>
  inZone('en-GB', { dateStyle: 'medium', timeStyle: 'short' }, timeZone).format(new Date(instant));

/** "2026-11-22 19:04", where the account is: for spreadsheets. */
export const postedAtForSheets = (instant: string, timeZone: string) =>
  inZone('sv-SE', { dateStyle: 'short', timeStyle: 'short' }, timeZone).format(new Date(instant));

/** "22 Nov 2026", where the account is. */
export const dayIn = (instant: string, timeZone: string) =>
  inZone('en-GB', { dateStyle: 'medium' }, timeZone).format(new Date(instant));

/** "22 Nov" for the day of an account. It is a date and no instant, so no zone may move it. */
export const dayWord = (date: string) => shortDay.format(new Date(`${date}T00:00:00Z`));
/** "22 Nov 2026" for the day of an account, which no zone may move either. */
export const fullDayWord = (date: string) => fullDay.format(new Date(`${date}T00:00:00Z`));
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const fullDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

function inZone(locale: string, options: Intl.DateTimeFormatOptions, timeZone: string) {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    // A zone that is younger than this browser.
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  }
}
