import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { count } from '@/lib/format';
import type { CreateInterview, Interview } from './api';
import { languageName } from './language-name';
import { modeWord, topicNames } from '@/lib/interview-words';

type SetUpSummaryProps = {
  topics: readonly string[];
  number: number;
  minutes: number;
  difficulty: CreateInterview['difficulty'];
  mode: NonNullable<CreateInterview['mode']>;
  language: string;
  bank: { fitting: number; all: number } | null;
  running: Interview | null;
  children: ReactNode;
};

/** What will happen when Start is pressed, in one sentence, and whether the bank can do it. */
export function SetUpSummary(props: SetUpSummaryProps) {
  const { topics, number, minutes, difficulty, mode, language, bank, running } = props;
  const asked = bank === null ? number : Math.min(number, bank.all);
  const words = topics.length === 0 ? 'all topics' : topics.length === 1 ? 'this topic' : 'these topics';
  return (
    <section
      aria-label="Your interview"
      data-above-bar
      className={cn(
        'sticky bottom-[calc(4rem+1px+env(safe-area-inset-bottom))] grid gap-2.5 border border-line bg-surface p-3.5 sm:gap-4 sm:p-6 lg:top-8 lg:bottom-auto lg:rounded-card',
        // On a phone it lies on the bar, edge to edge, also at the end of the page: nothing shows between the two.
        'max-lg:-mx-4 max-lg:rounded-t-card max-lg:border-x-0 max-lg:border-b-0 max-lg:-mb-[39px] max-lg:shadow-float sm:max-lg:-mx-8 sm:max-lg:-mb-[55px]',
      )}
    >
      <p className="font-serif text-[1.125rem] leading-snug sm:text-[1.25rem] max-sm:sr-only">
        {count(asked, 'question')} on {topics.length === 0 ? 'all topics' : topicNames(topics)}, {difficulty},{' '}
        {count(minutes, 'minute')}
        {language !== 'en' && `, in ${languageName(language)}`}. {modeWord[mode]}.
      </p>
      <p role="status" className="nums text-small text-ink-2">
        {bank === null ? 'Counting the questions.' : bankWords(bank, number, difficulty, words)}
      </p>
      {running && (
        <p className="text-small text-ink-2">
          Another interview is running. Starting this one pauses it; nothing of it is lost.
        </p>
      )}
      {props.children}
    </section>
  );
}

function bankWords(
  bank: { fitting: number; all: number },
  number: number,
  difficulty: string,
  topics: string,
): string {
  if (bank.all === 0) return 'The bank has no questions on this yet. Choose another topic.';
  if (bank.all < number)
    return `The bank has ${count(bank.all, 'question')} on ${topics}, so that is how many you get.`;
  if (bank.fitting < number) {
    return `The bank has ${count(bank.fitting, `${difficulty} question`)} on ${topics}; the others will be a step easier or harder.`;
  }
  return `The bank has ${count(bank.fitting, `${difficulty} question`)} on ${topics}.`;
}
