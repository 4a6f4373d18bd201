import type { Topic } from './api';

type Difficulty = keyof Topic['difficulties'];

/** How many questions there are for a choice. No topic chosen means all of them. */
export function bankCount(topics: readonly Topic[], chosen: readonly string[], difficulty: Difficulty) {
  const wanted = chosen.length === 0 ? topics : topics.filter((topic) => chosen.includes(topic.slug));
  return {
    fitting: wanted.reduce((sum, topic) => sum + topic.difficulties[difficulty], 0),
    all: wanted.reduce((sum, topic) => sum + topic.questions, 0),
  };
}

/** Minutes that usually fit this many questions with their follow-ups. */
export function usualMinutes(questions: number): number {
  return Math.min(120, Math.max(5, Math.round((questions * 6) / 5) * 5));
}
