import { GrowthFrame } from '@/features/growth/growth-frame';
import { Posts } from '@/features/growth/posts';

export function PostsPage() {
  return (
    <GrowthFrame title="Posts">
      {({ account, view: { sort, type, change } }) => (
        <Posts key={account.id} account={account} choice={{ sort, type }} onChange={change} />
      )}
    </GrowthFrame>
  );
}

export { PostsPage as Component };
