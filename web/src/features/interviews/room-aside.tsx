import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Kbd } from '@/components/kbd';
import { topicsQuery, type Snapshot, type Topic } from './api';
import { Marks } from './marks';
import { lastMarked, type Transcript } from './turns';
import { difficultyOf, difficultyWord, slugWords } from '@/lib/interview-words';

type RoomAsideProps = { snapshot: Snapshot; transcript: Transcript; isOver: boolean };

/** Beside the conversation on wide screens: what this question is, and the newest mark. */
export function RoomAside({ snapshot, transcript, isOver }: RoomAsideProps) {
  const topics = useQuery(topicsQuery);
  const open = isOver ? undefined : transcript.turns.at(-1);
  const marked = lastMarked(transcript);
  const question = open?.question;
  return (
    <aside
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="About this question"
      className="hidden min-h-0 gap-7 overflow-y-auto py-6 pr-6 lg:grid lg:content-start"
    >
      {question && (
        <Block title={question.kind === 'follow_up' ? 'This follow-up' : 'This question'}>
          <dl className="nums grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
            <Row name="Topic">{titleOf(topics.data ?? [], question.subtopic || question.topic)}</Row>
            <Row name="Difficulty">{difficultyWord[difficultyOf(question.difficulty)]}</Row>
            {question.kind !== 'follow_up' && (
              <Row name="A good answer">about {Math.max(1, Math.round(question.time_budget_s / 60))} min</Row>
            )}
            {snapshot.mode === 'practice' && <Row name="Hints left">{question.hints_left}</Row>}
          </dl>
        </Block>
      )}
      {marked?.evaluation && (
        <Block title={marked === open ? 'Your mark' : 'Your last answer'}>
          <Marks
            evaluation={marked.evaluation}
            isOpen={open?.isFollowUp === true && open.number === marked.number}
          />
        </Block>
      )}
      {snapshot.mode === 'simulation' && !isOver && (
        <Block title="Simulation">
          <p className="text-small text-ink-2">No hints and no marks before the end, as in the real thing.</p>
        </Block>
      )}
      {!marked && !isOver && (
        <Block title="Keys">
          <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1.5 text-small text-ink-2">
            <dt>
              <Kbd keys="mod+enter" />
              <span className="sr-only">Ctrl Enter</span>
            </dt>
            <dd>Send answer</dd>
            <dt>
              <Kbd keys="?" />
              <span className="sr-only">Question mark</span>
            </dt>
            <dd>All shortcuts</dd>
          </dl>
        </Block>
      )}
    </aside>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2.5">
      <h2 className="text-small font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="text-ink-2">{children}</dd>
    </>
  );
}

function titleOf(topics: readonly Topic[], slug: string): string {
  const known = topics.flatMap((topic) => [topic, ...topic.subtopics]).find((topic) => topic.slug === slug);
  return known?.title ?? slugWords(slug);
}
