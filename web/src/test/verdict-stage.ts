import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import type { Insights, PlanSlot, Verdict } from '@/lib/growth-types';
import { growthHandlers } from './growth-fixtures';
import { insightsOf, slotOf, verdictOf } from './insight-fixtures';
import { server } from './server';

export const best: PlanSlot[] = [
  slotOf(),
  slotOf({ type: 'carousel', support: [], tags: [] }),
  slotOf({ type: 'image', daypart: 'night', support: [], tags: [], experiment: true }),
  slotOf({ type: 'video', daypart: 'midday', support: [], tags: [] }),
];

/** A server that keeps what it is told; `answer` stands in its way. */
export function serverThatKeeps(answer: () => Promise<Response | null> = () => Promise.resolve(null)) {
  const kept: Verdict[] = [];
  const forget = (params: { type?: unknown; daypart?: unknown }) => {
    const at = kept.findIndex(({ type, daypart }) => type === params.type && daypart === params.daypart);
    if (at >= 0) kept.splice(at, 1);
  };
  const insights = (): Insights => {
    const of = (slot: PlanSlot) =>
      kept.find(({ type, daypart }) => type === slot.type && daypart === slot.daypart);
    const slots = best.filter((slot) => of(slot)?.verdict !== 'dismissed').slice(0, 3);
    return insightsOf({
      plan: {
        slots: slots.map((slot) => ({ ...slot, done_at: of(slot)?.decided_at ?? null })),
        refusal: null,
      },
      verdicts: [...kept],
    });
  };
  server.use(
    http.put('*/api/growth/advice/:type/:daypart', async ({ params, request }) => {
      const refusal = await answer();
      if (refusal) return refusal;
      const { verdict } = (await request.json()) as Pick<Verdict, 'verdict'>;
      forget(params);
      kept.unshift(
        verdictOf({
          type: params.type as Verdict['type'],
          daypart: String(params.daypart),
          verdict,
          decided_at: '2026-11-22T09:00:00Z',
        }),
      );
      return new HttpResponse(null, { status: 204 });
    }),
    http.delete('*/api/growth/advice/:type/:daypart', ({ params }) => {
      forget(params);
      return new HttpResponse(null, { status: 204 });
    }),
    http.get('*/api/growth/insights', () => HttpResponse.json(insights())),
    ...growthHandlers(),
  );
  return kept;
}

export const suggestions = () => screen.findByRole('group', { name: 'Suggestions' });
export const slots = async () =>
  within(await suggestions())
    .queryAllByRole('listitem')
    .map((item) => item.querySelector('p')?.textContent ?? 'awaited');
export const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));

export const reel = 'Reel, evening (18–22)';
export const carousel = 'Carousel, evening (18–22)';
export const image = 'Image, night (22–05)';
export const video = 'Video, midday (11–15)';
