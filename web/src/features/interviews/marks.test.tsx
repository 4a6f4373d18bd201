import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { evaluationOf } from '@/test/interview-fixtures';
import { GraderNotices, Marks } from './marks';

test.each([
  ['graded', 'The model reported an error, so the built-in grader marked this answer.'],
  [
    'not_graded',
    'The model reported an error, and the built-in grader reads English only, so this answer has no mark.',
  ],
] as const)('when the answer is %s, the server alone says who marked it', (status, detail) => {
  render(<GraderNotices evaluation={evaluationOf({ status, fallback: { code: 'model.error', detail } })} />);

  expect(screen.getByText(detail)).toBeInTheDocument();
  expect(document.body.textContent?.trim()).toBe(detail);
});

test('two graders that disagree are named beside the mark, and nothing is said when they agree', () => {
  const { rerender } = render(
    <Marks evaluation={evaluationOf({ disagreement: true, confidence: 'low' })} isOpen={false} />,
  );

  expect(screen.getByText(/Two graders differ by more than 25 points on this answer/)).toBeInTheDocument();
  expect(screen.getByText(/not sure of this mark/)).toBeInTheDocument();

  rerender(<Marks evaluation={evaluationOf({ disagreement: false })} isOpen={false} />);
  expect(screen.queryByText(/Two graders/)).not.toBeInTheDocument();
});
