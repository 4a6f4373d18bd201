import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { insightsQuery } from '@/lib/growth-api';
import type { Insights, Plan, PlanSlot, Verdict } from '@/lib/growth-types';
import { asProblem } from '@/lib/problem';
import { toast } from '@/lib/toast';
import { slotWords } from './why-words';

const dayparts = ['morning', 'midday', 'afternoon', 'evening', 'night'] as const;

export type Advice = Pick<PlanSlot, 'type' | 'daypart'>;
type Word = Verdict['verdict'];

/** What stands from now on, in place of what stood before. */
export type Change = Advice & { now: Word | null; before: Word | null; at: string; isUndo?: boolean };

const same = (one: Advice, other: Advice) => one.type === other.type && one.daypart === other.daypart;

const keyOf = (accountId: string) => ['growth', 'verdict', accountId] as const;

/** It stands on the page from the press on, and goes again if the server refuses it. */
export function useJudge(accountId: string) {
  const client = useQueryClient();
  const { queryKey } = insightsQuery(accountId);
  const judge = useMutation({
    mutationKey: keyOf(accountId),
    // One after the other: an Undo must not overtake what it undoes.
    scope: { id: `verdict ${accountId}` },
    mutationFn: (change: Change) => send(accountId, change),
    // Until the plan is there that was made with it, the press is all that is known.
    onSuccess: (_, change) => {
      toast(
        saidWords(change),
        change.isUndo
          ? {}
          : { undo: () => judge.mutate({ ...change, now: change.before, before: change.now, isUndo: true }) },
      );
      return client.invalidateQueries({ queryKey });
    },
    onError: (error, change) => {
      toast(`${slotWords(change)} stays as it was. ${asProblem(error).detail}`);
      // An answer that was lost may have done it all the same.
      void client.invalidateQueries({ queryKey });
    },
  });
  return (advice: Advice, now: Word | null, before: Word | null) =>
    judge.mutate({ type: advice.type, daypart: advice.daypart, now, before, at: new Date().toISOString() });
}

/** The insights as they are with what was said just now. */
export function useJudged(insights: Insights) {
  const changes = useMutationState({
    filters: { mutationKey: keyOf(insights.account.id), status: 'pending' },
    select: ({ state }) => state.variables as Change,
  });
  return judged(insights, changes);
}

type Judged = {
  plan: Plan | null;
  verdicts: readonly Verdict[];
  /** Places that the next best has not taken yet. */
  awaited: number;
};

export function judged({ plan, verdicts }: Insights, changes: readonly Change[]): Judged {
  // Of two about one suggestion the later one stands.
  const last = changes.filter(
    (change, index) => !changes.slice(index + 1).some((later) => same(change, later)),
  );
  const slots = plan?.slots.flatMap((slot) => {
    const change = last.find((known) => same(known, slot));
    if (!change) return [slot];
    return change.now === 'dismissed' ? [] : [{ ...slot, done_at: change.now === 'done' ? change.at : null }];
  });
  const doneAt = (advice: Advice) => plan?.slots.find((slot) => same(slot, advice))?.done_at;
  return {
    plan: plan && { ...plan, slots: slots ?? [] },
    verdicts: [
      ...last.flatMap(({ type, daypart, now, at }) =>
        now ? [{ type, daypart, verdict: now, decided_at: at }] : [],
      ),
      ...verdicts.filter(
        (old) =>
          !last.some((change) => same(change, old)) ||
          // Of weeks before.
          (old.verdict === 'done' && old.decided_at !== doneAt(old)),
      ),
    ],
    awaited: (plan?.slots.length ?? 0) - (slots?.length ?? 0),
  };
}

function send(accountId: string, { type, daypart: part, now }: Change) {
  const daypart = dayparts.find((known) => known === part);
  if (!daypart) throw new Error(`This page is older than the server and does not know the time “${part}”.`);
  const params = { path: { type, daypart }, query: { account_id: accountId } };
  return unwrap(
    now
      ? api.PUT('/api/growth/advice/{type}/{daypart}', { params, body: { verdict: now } })
      : api.DELETE('/api/growth/advice/{type}/{daypart}', { params }),
  );
}

function saidWords(change: Change): string {
  const slot = slotWords(change);
  if (change.now === 'dismissed') return `Not suggested any more: ${slot}.`;
  if (change.now === 'done') return `Marked done: ${slot}.`;
  return change.before === 'dismissed' ? `Suggested again: ${slot}.` : `Not marked done any more: ${slot}.`;
}
