import { useNavigate } from 'react-router';
import { useTryAgain, type ReportQuestion } from './api';

/** Asks a question of a finished interview once more and goes there; one at a time. */
export type Again = {
  start: (question: ReportQuestion) => void;
  busyWith: string | null;
  /** What went wrong, and with which question. */
  failed: { questionId: string; error: Error } | null;
};

export function useAgain(interviewId: string): Again {
  const navigate = useNavigate();
  const retry = useTryAgain(interviewId);
  return {
    start: ({ question_id: questionId }) => {
      if (retry.isPending) return;
      retry.mutate(questionId, {
        onSuccess: (track) => void navigate(`/app/interviews/${interviewId}?track=${track.id}`),
      });
    },
    busyWith: retry.isPending ? retry.variables : null,
    failed: retry.isError ? { questionId: retry.variables, error: retry.error } : null,
  };
}
