import { expect, test } from 'vitest';
import { writeLocal } from '@/lib/storage';
import { answerOf, conversationOf, messageOf, questionOf, snapshotOf } from '@/test/interview-fixtures';
import { clearSentDrafts, draftKey, findOrphans, readDraft } from './drafts';

const keep = (content: string, id = 'q-1') =>
  writeLocal(draftKey(id), JSON.stringify({ content, revision: 1 }));

test('words of an open question are a draft, those of a closed one are shown', () => {
  keep('Half a thought');

  expect(findOrphans(snapshotOf())).toEqual([]);
  for (const status of ['answered', 'skipped', 'expired'] as const) {
    expect(findOrphans(snapshotOf({ questions: [questionOf({ status })] }))).toEqual([
      { questionId: 'q-1', text: 'Half a thought', isPartlySent: false },
    ]);
  }
  expect(findOrphans(snapshotOf({ conversations: [conversationOf({ state: 'closed' })] }))).toHaveLength(1);
});

test('what was sent is no orphan and is cleared away', () => {
  const snapshot = snapshotOf({
    questions: [questionOf({ status: 'answered' })],
    messages: [messageOf(), answerOf({ content: 'All of it.', status: 'complete' })],
  });
  keep(' All of it.\n');

  expect(findOrphans(snapshot)).toEqual([]);
  clearSentDrafts(snapshot);

  expect(readDraft('q-1')).toBeNull();
});

test('when the time ran out in the middle of a sentence the rest of it is there', () => {
  const snapshot = snapshotOf({
    questions: [questionOf({ status: 'answered' })],
    messages: [messageOf(), answerOf({ content: 'The first half', status: 'complete' })],
  });
  keep('The first half and the second');

  clearSentDrafts(snapshot);

  expect(findOrphans(snapshot)).toEqual([
    { questionId: 'q-1', text: 'The first half and the second', isPartlySent: true },
  ]);
});
