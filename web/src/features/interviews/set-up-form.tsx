import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Field, Segmented, TextField, inputClass } from '@/components/field';
import { newId } from '@/lib/new-id';
import { asProblem } from '@/lib/problem';
import { readLocal, writeLocal } from '@/lib/storage';
import { runningQuery, topicsQuery, useStartInterview, type CreateInterview } from './api';
import { bankCount, usualMinutes } from './bank-count';
import { LanguageChoice, useLanguages } from './language-choice';
import { isLanguageTag } from './language-name';
import { ModeChoice } from './mode-choice';
import { SetUpSummary } from './set-up-summary';
import { Stepper } from './stepper';
import { TopicPicker } from './topic-picker';
import { difficultyWord, levelWord, personaWord } from '@/lib/interview-words';

type SetUpFormProps = {
  /** From the address, for example "practise this topic" in a report. */
  topics: readonly string[];
  onStarted: (started: { interviewId: string; pausedId: string | null }) => void;
};

type Choice = {
  topics: string[];
  number: number;
  /** Null follows the number of questions. */
  minutes: number | null;
  difficulty: CreateInterview['difficulty'];
  mode: NonNullable<CreateInterview['mode']>;
  persona: NonNullable<CreateInterview['persona']>;
  level: NonNullable<CreateInterview['level']> | '';
  language: string;
  seed: string;
};

const usual: Choice = {
  topics: [],
  number: 3,
  minutes: null,
  difficulty: 'medium',
  mode: 'practice',
  persona: 'neutral',
  level: '',
  language: 'en',
  seed: '',
};

const personaHints: Record<Choice['persona'], string> = {
  friendly: 'Gives you time and says so.',
  neutral: 'Asks, listens, asks on.',
  sceptic: 'Doubts what you say until you show how it works.',
};

const lengths = [5, 10, 15, 20, 25, 30, 45, 60, 90, 120];

export function SetUpForm({ topics: asked, onStarted }: SetUpFormProps) {
  const [choice, setChoice] = useState<Choice>(() => remembered(asked));
  // One key for one interview: a second press of Start, or a press after a lost line, makes no second one.
  const [key, setKey] = useState(() => newId());
  // Opened and closed by hand alone: a choice that changes inside must not shut it.
  const [isMoreOpen, setMoreOpen] = useState(choice.level !== '');
  const seed = useRef<HTMLInputElement>(null);
  const topics = useQuery(topicsQuery);
  const running = useQuery(runningQuery);
  const { languages, language } = useLanguages(choice.language);
  const start = useStartInterview();
  const change = (part: Partial<Choice>) => {
    setChoice((now) => ({ ...now, ...part }));
    setKey(newId());
  };

  const minutes = choice.minutes ?? usualMinutes(choice.number);
  const seedProblem = /^\d{0,9}$/.test(choice.seed) ? undefined : 'Use a whole number of up to nine digits.';
  const bank = topics.data ? bankCount(topics.data, choice.topics, choice.difficulty) : null;
  const isEmpty = bank?.all === 0;
  const problem = start.error === null ? null : asProblem(start.error);

  function submit() {
    if (start.isPending || isEmpty) return;
    if (seedProblem !== undefined) {
      flushSync(() => setMoreOpen(true));
      seed.current?.focus();
      return;
    }
    writeLocal('set-up', JSON.stringify({ ...choice, topics: [], seed: '' }));
    const body: CreateInterview = {
      length: minutes,
      number_questions: choice.number,
      difficulty: choice.difficulty,
      language,
      mode: choice.mode,
      persona: choice.persona,
      ...(choice.topics.length > 0 && { topics: choice.topics }),
      ...(choice.level !== '' && { level: choice.level }),
      ...(choice.seed !== '' && { seed: Number(choice.seed) }),
    };
    start.mutate({ body, key }, { onSuccess: (started) => onStarted(started) });
  }

  return (
    <form
      // A number out of range counts as the nearest one, so the browser has nothing to refuse.
      noValidate
      className="grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-12"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="grid gap-8">
        <TopicPicker
          query={topics}
          chosen={choice.topics}
          difficulty={choice.difficulty}
          onChange={(next) => change({ topics: next })}
        />
        <div className="flex flex-wrap gap-x-10 gap-y-6">
          <Stepper
            label="Questions"
            value={choice.number}
            min={1}
            max={20}
            onChange={(number) => change({ number })}
          />
          <Field label="Minutes on the clock">
            {(control) => (
              <select
                {...control}
                className={`${inputClass} nums w-36`}
                value={minutes}
                onChange={(event) => change({ minutes: Number(event.target.value) })}
              >
                {[...new Set([...lengths, minutes])]
                  .sort((a, b) => a - b)
                  .map((length) => (
                    <option key={length} value={length}>
                      {length} minutes
                    </option>
                  ))}
              </select>
            )}
          </Field>
          <Segmented
            legend="Difficulty"
            name="difficulty"
            choices={choicesOf(difficultyWord)}
            value={choice.difficulty}
            onChange={(difficulty) => change({ difficulty })}
          />
        </div>
        <ModeChoice value={choice.mode} onChange={(mode) => change({ mode })} />
        <div>
          <Segmented
            legend="Interviewer"
            name="persona"
            choices={choicesOf(personaWord)}
            value={choice.persona}
            onChange={(persona) => change({ persona })}
          />
          <p className="mt-1.5 text-small text-ink-3">
            {personaHints[choice.persona]} The marks are the same with all three.
          </p>
        </div>
        <LanguageChoice
          languages={languages}
          value={language}
          onChange={(next) => change({ language: next })}
        />
        <details
          className="group border-t border-line pt-3"
          open={isMoreOpen}
          onToggle={(event) => setMoreOpen(event.currentTarget.open)}
        >
          <summary className="flex min-h-11 list-none items-center gap-2 font-medium text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
            More
            <ChevronDown
              aria-hidden="true"
              className="size-4 text-ink-3 transition-transform group-open:rotate-180"
            />
          </summary>
          <div className="grid gap-6 pt-3 pb-2 sm:grid-cols-2">
            <div>
              <Segmented
                legend="Level you prepare for"
                name="level"
                choices={[{ value: '', label: 'Any' }, ...choicesOf(levelWord)]}
                value={choice.level}
                onChange={(level) => change({ level })}
              />
            </div>
            <TextField
              ref={seed}
              label="Seed"
              inputMode="numeric"
              autoComplete="off"
              hint="The same seed gives the same questions, for you and for anybody you share it with."
              error={seedProblem}
              value={choice.seed}
              onChange={(event) => change({ seed: event.target.value.trim() })}
            />
          </div>
        </details>
      </div>
      <SetUpSummary
        topics={choice.topics}
        number={choice.number}
        minutes={minutes}
        difficulty={choice.difficulty}
        mode={choice.mode}
        language={language}
        bank={bank}
        running={running.data ?? null}
      >
        {problem && (
          <ErrorState
            error={problem}
            title="The interview did not start."
            reassurance={
              problem.isNetwork ? 'Your choice is kept. Pressing Start again makes no second one.' : ''
            }
          />
        )}
        <Button
          type="submit"
          variant="primary"
          className="w-full"
          busy={start.isPending}
          busyLabel="Asking the first question"
          disabled={isEmpty}
        >
          Start
        </Button>
      </SetUpSummary>
    </form>
  );
}

function choicesOf<T extends string>(words: Record<T, string>): { value: T; label: string }[] {
  return (Object.keys(words) as T[]).map((value) => ({ value, label: words[value] }));
}

/** The last choice is a good first guess, except for what it was about. */
function remembered(asked: readonly string[]): Choice {
  try {
    const stored: unknown = JSON.parse(readLocal('set-up') ?? '{}');
    const known = typeof stored === 'object' && stored !== null ? (stored as Partial<Choice>) : {};
    return {
      ...usual,
      ...(typeof known.number === 'number' && { number: Math.min(20, Math.max(1, known.number)) }),
      ...(typeof known.minutes === 'number' && { minutes: known.minutes }),
      ...(known.difficulty && known.difficulty in difficultyWord && { difficulty: known.difficulty }),
      ...(known.persona && known.persona in personaWord && { persona: known.persona }),
      ...((known.mode === 'practice' || known.mode === 'simulation') && { mode: known.mode }),
      ...(known.level && known.level in levelWord && { level: known.level }),
      ...(isLanguageTag(known.language) && { language: known.language }),
      topics: [...asked],
    };
  } catch {
    return { ...usual, topics: [...asked] };
  }
}
