import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { evaluationOf } from '@/test/interview-fixtures';
import { GraderNotices } from './marks';

test.each([
  ['graded', 'The model gave no usable answer. The built-in grader marked this answer instead.'],
  ['not_graded', 'The model gave no usable answer, and the built-in grader reads English only.'],
] as const)('when the answer is %s, the server alone says who marked it', (status, detail) => {
  render(
    <GraderNotices evaluation={evaluationOf({ status, fallback: { code: 'model.unusable', detail } })} />,
  );

  expect(screen.getByText(detail)).toBeInTheDocument();
  expect(document.body.textContent?.trim()).toBe(detail);
});
