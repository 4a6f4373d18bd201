import type { Report, ReportQuestion } from './api';

export type Weak = { question: ReportQuestion; best: number | null };

// Below this an answer is worth another try: the top band begins here.
const goodEnough = 90;
const clearlyWeak = 60;

/**
 * What to try again, weakest first: a question counts with its best try so far. What was not answered stands
 * between the clearly weak and the merely improvable ones: nothing is known of it, and that is no 0.
 */
export function weakQuestions(report: Pick<Report, 'questions'>): Weak[] {
  return report.questions
    .map((question) => ({ question, best: bestOf(question) }))
    .filter(({ question, best }) => (best === null ? question.answers.length === 0 : best < goodEnough))
    .sort((a, b) => (a.best ?? clearlyWeak) - (b.best ?? clearlyWeak));
}

export function isClearlyWeak({ best }: Weak): boolean {
  return best === null || best < clearlyWeak;
}

function bestOf({ score, retries }: ReportQuestion): number | null {
  const scores = [score, ...retries.map((retry) => retry.score)].filter((known) => known !== null);
  return scores.length === 0 ? null : Math.max(...scores);
}
