import { useIsFetching, useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { insightsQuery } from '@/lib/growth-api';
import type { Insights, Plan, PlanSlot, Verdict } from '@/lib/growth-types';
import { asProblem } from '@/lib/problem';
import { toast } from '@/lib/toast';
import { slotWords } from './why-words';

const dayparts = ['morning', 'midday', 'afternoon', 'evening', 'night'] as const;

/** A plan proposes no more at once; what was done may stand behind them. */
const places = 3;

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
    onSuccess: (_, change) => {
      // The plan that is made with it may fail to come, and what was said stands all the same.
      client.setQueryData(
        queryKey,
        (known) => known && withChanges(known, [change]),
        // What came after the press, but was asked for before it was saved, is older than it.
        { updatedAt: Math.min(client.getQueryState(queryKey)?.dataUpdatedAt ?? 0, Date.parse(change.at)) },
      );
      toast(
        saidWords(change),
        canUndo(change)
          ? {
              undo: () =>
                judge.mutate({
                  ...change,
                  now: change.before,
                  before: change.now,
                  at: new Date().toISOString(),
                  isUndo: true,
                }),
            }
          : {},
      );
      // Whoever says something else meanwhile does not wait for it.
      void client.invalidateQueries({ queryKey });
    },
    onError: (error, change) => {
      toast(failedWords(error, change));
      // An answer that was lost may have done it all the same.
      void client.invalidateQueries({ queryKey });
    },
  });
  return (advice: Advice, now: Word | null, before: Word | null) =>
    judge.mutate({ type: advice.type, daypart: advice.daypart, now, before, at: new Date().toISOString() });
}

/** The insights as they are with what was said just now. */
export function useJudged(insights: Insights) {
  const { id } = insights.account;
  const { queryKey } = insightsQuery(id);
  const client = useQueryClient();
  const isReading = useIsFetching({ queryKey }) > 0;
  const said = useMutationState({
    filters: { mutationKey: keyOf(id) },
    select: ({ state }) => ({ ...state, change: state.variables as Change }),
  });
  // What was accepted is in these insights, but the next best comes with those that are on their way.
  const read = client.getQueryState(queryKey);
  const readAt = read?.dataUpdatedAt ?? 0;
  const open = said.filter(
    ({ status, submittedAt }) =>
      status === 'pending' || (status === 'success' && isReading && submittedAt >= readAt),
  );
  return {
    ...judged(
      insights,
      open.map(({ change }) => change),
    ),
    /** The last try to have them anew failed. */
    isOutOfDate: read?.status === 'error',
  };
}

type Judged = {
  plan: Plan | null;
  verdicts: readonly Verdict[];
  /** Places that the next best has not taken yet. */
  awaited: number;
};

export function judged(insights: Insights, changes: readonly Change[]): Judged {
  const { plan, verdicts } = withChanges(insights, changes);
  if (!plan) return { plan, verdicts, awaited: 0 };
  const isSuggested = (slot: PlanSlot) =>
    !verdicts.some((said) => said.verdict === 'dismissed' && same(said, slot));
  const slots = plan.slots.filter(isSuggested);
  // One comes after what goes, and so does what is suggested again.
  const coming = lastOf(changes).filter(
    (change) =>
      change.now === 'dismissed' ||
      (change.now === null && change.before === 'dismissed' && !slotOf(plan, change)),
  );
  const taken = plan.slots.slice(0, places).filter(isSuggested).length;
  return {
    plan: { ...plan, slots },
    verdicts,
    awaited: plan.refusal ? 0 : Math.min(Math.max(0, places - taken), coming.length),
  };
}

/** What is dismissed keeps its place among the slots, so that those behind the plan do not move into it. */
function withChanges(insights: Insights, changes: readonly Change[]): Insights {
  const { plan, verdicts } = insights;
  const last = lastOf(changes);
  return {
    ...insights,
    plan: plan && {
      ...plan,
      slots: plan.slots.map((slot) => {
        const change = last.find((known) => same(known, slot));
        return change ? { ...slot, done_at: change.now === 'done' ? change.at : null } : slot;
      }),
    },
    verdicts: [
      // The newest first, as the server sends them.
      ...last
        .reverse()
        .flatMap(({ type, daypart, now, at }) =>
          now ? [{ type, daypart, verdict: now, decided_at: at }] : [],
        ),
      ...verdicts.filter(
        (old) =>
          !last.some((change) => same(change, old)) ||
          // Of weeks before.
          (old.verdict === 'done' && old.decided_at !== slotOf(plan, old)?.done_at),
      ),
    ],
  };
}

/** Of two about one suggestion the later one stands. */
const lastOf = (changes: readonly Change[]) =>
  changes.filter((change, index) => !changes.slice(index + 1).some((later) => same(change, later)));

const slotOf = (plan: Plan | null, advice: Advice) => plan?.slots.find((slot) => same(slot, advice));

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

/** Undo would write a day of its own where the one that it was done stood. */
const canUndo = ({ now, before, isUndo }: Change) => !isUndo && !(now === null && before === 'done');

function failedWords(error: unknown, change: Change): string {
  const { code, status, detail } = asProblem(error);
  // A full disk is found out before anything is written.
  const isKnown = status < 0 || (status >= 400 && status < 500) || code === 'database.full';
  return isKnown
    ? `${slotWords(change)} stays as it was. ${detail}`
    : `It is not known whether that was saved: ${slotWords(change)}. ${detail}`;
}

function saidWords(change: Change): string {
  const slot = slotWords(change);
  if (change.now === 'dismissed') return `Not suggested any more: ${slot}.`;
  if (change.now === 'done') return `Marked done: ${slot}.`;
  return change.before === 'dismissed' ? `Suggested again: ${slot}.` : `Not marked done any more: ${slot}.`;
}
