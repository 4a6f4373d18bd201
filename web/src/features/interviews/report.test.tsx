import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { adoptSession } from '@/lib/session';
import { sessionOf } from '@/test/fixtures';
import { interviewId, snapshotOf } from '@/test/interview-fixtures';
import { renderPage } from '@/test/render';
import { server } from '@/test/server';
import type { Report, ReportQuestion } from './api';
import { ReportView } from './report-view';
import { weakQuestions } from './weak-questions';

const at = '2026-11-22T09:10:00Z';

function questionOf(number: number, part: Partial<ReportQuestion> = {}): ReportQuestion {
  return {
    question_id: `q-${number}`,
    question_number: number,
    topic: 'caching',
    topic_title: 'Caching',
    subtopic: 'cache-patterns',
    difficulty: 3,
    prompt: `Question number ${number}?`,
    status: 'answered',
    grade_status: 'graded',
    score: 50,
    unaided_score: 50,
    band: 'developing',
    confidence: 'medium',
    engine: 'offline',
    disagreement: false,
    fallback: null,
    hints_used: 0,
    clarified: false,
    answers: [{ message_id: `m-${number}`, kind: 'main', prompt: '', content: 'An answer.', created_at: at }],
    points: [],
    dimensions: [],
    misconceptions: [],
    model_answer: null,
    references: [],
    retries: [],
    ...part,
  };
}

const retried = (score: number) => [
  { conversation_id: 'c-9', question_id: 'q-9', score, created_at: '2026-11-23T09:00:00Z' },
];

function reportOf(questions: ReportQuestion[]): Report {
  return {
    interview_id: interviewId,
    status: 'complete',
    interview: { ...snapshotOf({ status: 'completed', score: 60 }) },
    finding: '3 of 3 questions answered: 12 of 22 ideas came across in full. The heaviest one missing: This.',
    answered: 3,
    asked: 3,
    score: 60,
    unaided_score: 60,
    low: 50,
    high: 70,
    band: 'solid',
    confidence: 'medium',
    dimensions: [],
    topics: [],
    questions,
    rubric_version: '1',
    bank_version: '1',
    generated_at: null,
  };
}

beforeEach(() => adoptSession(sessionOf()));

function show(...questions: ReportQuestion[]) {
  server.use(http.get('*/api/interviews/:id/report', () => HttpResponse.json(reportOf(questions))));
  renderPage(<ReportView id={interviewId} keep={null} />);
  return screen.findByRole('heading', { name: 'Question by question' });
}

test('the weakest question comes first, with its best try; what was not answered is no 0', () => {
  const order = weakQuestions({
    questions: [
      questionOf(1, { score: 95 }),
      questionOf(2, { score: 75 }),
      questionOf(3, { score: null, answers: [], status: 'skipped' }),
      questionOf(4, { score: 30 }),
      questionOf(5, { score: 10, retries: retried(92) }),
      questionOf(6, { score: 20, retries: retried(45) }),
      // It was answered and nobody could mark it: not known to be weak.
      questionOf(7, { score: null }),
    ],
  });

  expect(order.map(({ question }) => question.question_number)).toEqual([4, 6, 3, 2]);
});

test('the report offers the weakest question as its one green button', async () => {
  await show(questionOf(1, { score: 50 }), questionOf(2, { score: 40 }), questionOf(3, { score: 96 }));

  const card = screen.getByRole('heading', { name: 'Try the weak ones again' }).closest('section');
  expect(within(card as HTMLElement).getByText('Question number 2?')).toBeInTheDocument();
  expect(within(card as HTMLElement).getByText('Question 2, Caching: 40 of 100')).toBeInTheDocument();
  expect(within(card as HTMLElement).getByRole('button', { name: 'Try question 1' })).toBeInTheDocument();
  const green = screen.getAllByRole('button').filter((button) => button.className.includes('bg-brand '));
  expect(green.map((button) => button.textContent)).toEqual(['Try this one again']);
});

test('help that was used is marked as used, and the mark says how sure it is', async () => {
  await show(
    questionOf(1, { hints_used: 2, unaided_score: 20, clarified: true, confidence: 'low' }),
    questionOf(2),
  );

  expect(screen.getByText('2 hints used')).toBeInTheDocument();
  expect(screen.getByText('Said another way')).toBeInTheDocument();
  expect(screen.getByText(/not sure of this mark/)).toHaveTextContent('Without the hints it is 20 of 100.');
});

test('a solid answer is not called weak because the others are better', async () => {
  await show(questionOf(1, { score: 80 }), questionOf(2, { score: 85 }));

  expect(screen.getByRole('heading', { name: 'Where there is most to gain' })).toBeInTheDocument();
});

test('nothing weak, nothing to try again: then a new interview is the next step', async () => {
  await show(questionOf(1, { score: 96 }));

  expect(screen.queryByRole('heading', { name: 'Try the weak ones again' })).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'New interview' }).className).toContain('bg-brand ');
});

test('a report that is not there is told by its code', async () => {
  server.use(
    http.get('*/api/interviews/:id/report', () =>
      HttpResponse.json(
        { code: 'interview.not_found', detail: 'There is no such interview.' },
        { status: 404 },
      ),
    ),
  );
  renderPage(<ReportView id={interviewId} keep={null} />);

  expect(await screen.findByRole('heading', { name: 'There is no such report' })).toBeInTheDocument();
});
