import { count } from './format';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Band = NonNullable<Schemas['Band']>;

/** Words for what the server names. The order is the order on the page. */
export const difficultyWord: Record<Schemas['InterviewDifficulty'], string> = {
  easy: 'Easy',
  medium: 'Medium',
  hard: 'Hard',
};

export const modeWord: Record<Schemas['InterviewMode'], string> = {
  practice: 'Practice',
  simulation: 'Simulation',
};

export const personaWord: Record<Schemas['Persona'], string> = {
  friendly: 'Friendly',
  neutral: 'Neutral',
  sceptic: 'Sceptical',
};

export const levelWord: Record<NonNullable<Schemas['CandidateLevel']>, string> = {
  junior: 'Junior',
  mid: 'Mid',
  senior: 'Senior',
};

export const statusWord: Record<Schemas['InterviewStatus'], string> = {
  draft: 'Draft',
  ready: 'Not started',
  in_progress: 'Running',
  paused: 'Paused',
  completing: 'Report on its way',
  completed: 'Finished',
  abandoned: 'Left open',
  cancelled: 'Cancelled',
};

export const bandWord: Record<Band, string> = {
  not_yet: 'Not yet',
  developing: 'Developing',
  solid: 'Solid',
  strong: 'Strong',
  exceptional: 'Exceptional',
};

/** Where each band begins, lowest first. */
export const bands: readonly { band: Band; from: number }[] = [
  { band: 'not_yet', from: 0 },
  { band: 'developing', from: 40 },
  { band: 'solid', from: 60 },
  { band: 'strong', from: 75 },
  { band: 'exceptional', from: 90 },
];

export function bandOf(score: number): Band {
  return bands.findLast(({ from }) => score >= from)?.band ?? 'not_yet';
}

export const dimensionWord: Record<Schemas['Dimension'], string> = {
  correctness: 'Correctness',
  depth: 'Depth',
  tradeoffs: 'Trade-offs',
  failure_modes: 'Failure modes',
  specificity: 'Specificity',
  communication: 'Communication',
};

/** 0 to 5 as the four levels of the rubric. */
export function levelOf(score: number): 'Missing' | 'Partial' | 'Solid' | 'Strong' {
  if (score < 1.5) return 'Missing';
  if (score < 3) return 'Partial';
  return score < 4.5 ? 'Solid' : 'Strong';
}

/** The bank knows five steps of difficulty, people choose among three. */
export function difficultyOf(step: number): Schemas['InterviewDifficulty'] {
  if (step <= 2) return 'easy';
  return step === 3 ? 'medium' : 'hard';
}

/** A name for a slug before the topics are there, and for subtopics: "cache-patterns" -> "Cache patterns". */
export function slugWords(slug: string): string {
  const words = slug.replaceAll('-', ' ').replace(/\bapi\b/g, 'API');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Caching, Databases and 2 more". */
export function topicNames(slugs: readonly string[]): string {
  const names = slugs.map(slugWords);
  if (names.length <= 1) return names.join('');
  if (names.length <= 3) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

/** "Practice, medium, 30 minutes". */
export function interviewFacts(interview: Pick<Schemas['InterviewView'], 'mode' | 'difficulty' | 'length'>) {
  const { mode, difficulty, length } = interview;
  return `${modeWord[mode]}, ${difficultyWord[difficulty].toLowerCase()}, ${count(length, 'minute')}`;
}
