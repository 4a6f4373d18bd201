import type { UseQueryResult } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { cn } from '@/lib/cn';
import type { CreateInterview, Topic } from './api';

type TopicPickerProps = {
  query: UseQueryResult<Topic[]>;
  chosen: readonly string[];
  difficulty: CreateInterview['difficulty'];
  onChange: (topics: string[]) => void;
};

const chip = cn(
  'inline-flex min-h-11 items-center gap-2 rounded-full border border-line bg-surface px-4 font-medium text-ink-2 transition-colors sm:min-h-10',
  'hover:border-line-strong hover:text-ink has-checked:border-brand has-checked:bg-brand-soft has-checked:text-ink',
  'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus forced-colors:has-checked:outline-2',
);

/** All topics, or those that are ticked. The form works before they have loaded. */
export function TopicPicker({ query, chosen, difficulty, onChange }: TopicPickerProps) {
  const topics = query.data ?? [];
  return (
    <fieldset>
      <legend className="font-medium">Topics</legend>
      <p className="mt-0.5 mb-2.5 text-small text-ink-3">
        Choose some, or leave it at all of them. The number is how many {difficulty} questions there are.
      </p>
      <div className="flex flex-wrap gap-2">
        <label className={chip}>
          <input
            type="checkbox"
            className="sr-only"
            checked={chosen.length === 0}
            onChange={() => onChange([])}
          />
          All topics
        </label>
        {query.isPending &&
          [24, 28, 22, 30, 26, 28].map((width, index) => (
            <span
              key={index}
              style={{ width: `${width * 4}px` }}
              className="skeleton h-11 !rounded-full sm:h-10"
            />
          ))}
        {topics.map((topic) => (
          <label
            key={topic.slug}
            title={topic.summary}
            className={cn(chip, topic.questions === 0 && 'cursor-default opacity-60')}
          >
            <input
              type="checkbox"
              className="sr-only"
              disabled={topic.questions === 0}
              checked={chosen.includes(topic.slug)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, topic.slug]
                    : chosen.filter((slug) => slug !== topic.slug),
                )
              }
            />
            {topic.title}
            <span className="nums text-small font-normal text-ink-3">
              {topic.difficulties[difficulty]}
              <span className="sr-only"> {difficulty} questions</span>
            </span>
          </label>
        ))}
      </div>
      {query.isError && topics.length === 0 && (
        <div className="mt-4">
          <ErrorState
            error={query.error}
            title="The topics did not load. You can start with all of them."
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        </div>
      )}
    </fieldset>
  );
}
