import { useQuery } from '@tanstack/react-query';
import { PageTitle } from '@/components/page-frame';
import { SkipLink } from '@/components/skip-link';
import { roomQuery, useMove } from './api';
import { LiveRoom } from './live-room';
import { Cancelled, Checking, Ready, Refused } from './room-gates';
import { Speech } from './speech';
import { SpokenLanguage } from './spoken-language';
import { topicNames } from '@/lib/interview-words';

type RoomProps = {
  id: string;
  /** The conversation that the address names: a retry of one question. */
  wanted: string | null;
  /** Another interview that was paused on the way here. */
  pausedId: string | null;
};

/** Whatever happened before, the address of an interview leads to where it stands. */
export function Room({ id, wanted, pausedId }: RoomProps) {
  const query = useQuery(roomQuery(id));
  const move = useMove(id);
  const snapshot = query.data?.snapshot;

  return (
    <SpokenLanguage value={snapshot?.language}>
      <PageTitle title={snapshot ? topicNames(snapshot.topics) : 'Interview'} />
      <SkipLink />
      <Speech />
      <main id="main">{content()}</main>
    </SpokenLanguage>
  );

  function content() {
    if (!query.data) {
      if (!query.error) return <Checking />;
      return <Refused error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />;
    }
    const { snapshot } = query.data;
    if (snapshot.status === 'cancelled') return <Cancelled />;
    if (snapshot.conversations.length === 0) {
      return (
        <Ready
          snapshot={snapshot}
          onStart={() => move.mutate('start')}
          starting={move.isPending}
          error={move.error}
        />
      );
    }
    return (
      <LiveRoom
        room={query.data}
        wanted={wanted}
        pausedOnArrival={pausedId}
        isStale={query.isError}
        move={move}
      />
    );
  }
}
