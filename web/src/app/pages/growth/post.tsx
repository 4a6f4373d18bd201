import { useParams } from 'react-router';
import { PostPage as PostView } from '@/features/growth/post-page';

export function PostPage() {
  const { id = '' } = useParams();
  return <PostView key={id} id={id} />;
}

export { PostPage as Component };
