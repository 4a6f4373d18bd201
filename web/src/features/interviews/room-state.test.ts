import { describe, expect, test } from 'vitest';
import {
  answerOf,
  conversationId,
  conversationOf,
  evaluationOf,
  messageOf,
  questionOf,
  snapshotOf,
} from '@/test/interview-fixtures';
import {
  applyEvent,
  commandsOf,
  isBehind,
  listenFrom,
  pickConversation,
  readRoomEvent,
  roomOf,
  type Room,
  type RoomEvent,
} from './room-state';
import { secondsLeft } from './room-clock';
import { intentOf, isSettled, transcriptOf } from './turns';

const play = (room: Room, ...events: RoomEvent[]) =>
  events.reduce((now, event) => applyEvent(now, conversationId, event), room);

const accepted: RoomEvent = { type: 'accepted', seq: 4, message: answerOf() };
const grading: RoomEvent = { type: 'state', seq: 5, state: 'grading', commands: [] };
const reply = messageOf({ id: 'm-3', question_id: 'q-2', question_number: 2, content: 'And then?' });

describe('events', () => {
  test('a whole turn goes from the accepted answer to the next question', () => {
    const evaluation = evaluationOf();

    const room = play(
      roomOf(snapshotOf()),
      accepted,
      grading,
      { type: 'delta', seq: 6, messageId: 'm-3', kind: 'follow_up', text: 'And then?' },
      { type: 'evaluation', seq: 7, evaluation },
      { type: 'message', seq: 8, message: reply },
      { type: 'state', seq: 9, state: 'awaiting_answer', commands: ['answer'] },
      { type: 'done', seq: 10 },
    );

    const { turns, pending } = transcriptOf(room, conversationId, null);
    expect(turns.map((turn) => turn.prompt)).toEqual([
      'What happens when a popular key expires?',
      'And then?',
    ]);
    expect(turns[0]?.answer).toEqual({ text: 'All requests miss at once.', status: 'complete' });
    expect(turns[0]?.evaluation).toBe(evaluation);
    expect(pending).toBeNull();
    expect(room.snapshot.allowed_commands).toEqual(['answer']);
    expect(room.streaming).toBeNull();
  });

  test('the same events by a second stream change nothing', () => {
    const delta: RoomEvent = { type: 'delta', seq: 6, messageId: 'm-3', kind: 'follow_up', text: 'And ' };
    const once = play(roomOf(snapshotOf()), accepted, grading, delta);

    const twice = play(once, accepted, grading, delta);

    expect(twice).toBe(once);
    expect(twice.streaming?.text).toBe('And ');
  });

  test('after a reload in the middle of a reply its first words are heard again, once', () => {
    const snapshot = snapshotOf({
      conversations: [conversationOf({ state: 'grading', event_seq: 7 })],
      messages: [messageOf(), answerOf()],
    });
    const old: RoomEvent[] = [
      { type: 'delta', seq: 6, messageId: 'm-3', kind: 'follow_up', text: 'And ' },
      { type: 'delta', seq: 7, messageId: 'm-3', kind: 'follow_up', text: 'then' },
    ];

    const room = play(roomOf(snapshot), ...old, ...old, {
      type: 'delta',
      seq: 8,
      messageId: 'm-3',
      kind: 'follow_up',
      text: '?',
    });

    expect(room.streaming?.text).toBe('And then?');
    expect(transcriptOf(room, conversationId, null).turns.at(-1)?.isStreaming).toBe(true);
  });

  test.each(['hint', 'clarification', 'notice'] as const)(
    'a %s that is being said is drawn when it is whole, not as a question',
    (kind) => {
      const room = play(roomOf(snapshotOf()), accepted, grading, {
        type: 'delta',
        seq: 6,
        messageId: 'm-3',
        kind,
        text: 'Das war ',
      });

      expect(room.streaming?.text).toBe('Das war ');
      expect(transcriptOf(room, conversationId, null).turns).toHaveLength(1);
    },
  );

  test('words of a message that is there are not heard again', () => {
    const room = roomOf(snapshotOf({ conversations: [conversationOf({ event_seq: 9 })] }));

    const after = play(room, { type: 'delta', seq: 2, messageId: 'm-1', kind: 'question', text: 'What' });

    expect(after).toBe(room);
  });

  test('an error leaves the answer as one that can be tried again', () => {
    const room = play(
      roomOf(snapshotOf()),
      accepted,
      grading,
      { type: 'state', seq: 6, state: 'failed_retryable', commands: ['retry', 'end'] },
      { type: 'error', seq: 7, detail: 'It was not read to the end.', retryable: true },
    );

    const { failed, turns, pending } = transcriptOf(room, conversationId, null);
    expect(failed?.client_message_id).toBe('k-1');
    expect(turns[0]?.answer?.status).toBe('failed');
    expect(pending).toBeNull();
  });

  test('a notice in the middle of a turn does not end it, the last words of the house do with the state', () => {
    const notice = messageOf({ id: 'm-8', author: 'system', kind: 'notice', content: '30 seconds left.' });
    const closing = { ...notice, id: 'm-9', content: 'That was the last question.' };
    const during = play(roomOf(snapshotOf()), accepted, grading, {
      type: 'message',
      seq: 6,
      message: notice,
    });

    const after = play(
      during,
      { type: 'message', seq: 7, message: closing },
      { type: 'state', seq: 8, state: 'closed', commands: [] },
    );

    expect(transcriptOf(during, conversationId, null).pending).toBe('answer');
    expect(transcriptOf(after, conversationId, null).pending).toBeNull();
    expect(transcriptOf(after, conversationId, null).turns[0]?.answer?.status).toBe('complete');
  });

  test('events of an unknown shape are left alone', () => {
    expect(readRoomEvent({ id: '4', event: 'message', data: {} })).toBeNull();
    expect(readRoomEvent({ id: null, event: 'done', data: {} })).toBeNull();
    expect(readRoomEvent({ id: '4', event: 'something_new', data: {} })).toBeNull();
  });

  test('an event is read as the contract names it', () => {
    const raw = { id: '6', event: 'state', data: { state: 'grading', allowed_commands: [] } };

    expect(readRoomEvent(raw)).toEqual({ type: 'state', seq: 6, state: 'grading', commands: [] });
    expect(
      readRoomEvent({ id: '7', event: 'delta', data: { message_id: 'm-3', kind: 'hint', text: 'Think' } }),
    ).toEqual({ type: 'delta', seq: 7, messageId: 'm-3', kind: 'hint', text: 'Think' });
  });
});

describe('snapshots', () => {
  test('one that was overtaken by events is noticed', () => {
    const room = play(roomOf(snapshotOf()), accepted, grading);

    expect(isBehind(snapshotOf(), room)).toBe(true);
    expect(isBehind(room.snapshot, room)).toBe(false);
  });

  test('a turn under way is listened to from before, a quiet one from its end', () => {
    expect(listenFrom(conversationOf({ event_seq: 40 }))).toBe(40);
    expect(listenFrom(conversationOf({ event_seq: 40, state: 'grading' }))).toBe(0);
    expect(listenFrom(conversationOf({ event_seq: 900, state: 'deciding' }))).toBe(700);
  });

  test('words that are being said survive a new snapshot, until it has the message', () => {
    const before: Room = {
      ...roomOf(snapshotOf()),
      streaming: { messageId: 'm-3', kind: 'follow_up', text: 'And' },
      heard: 6,
    };

    expect(roomOf(snapshotOf(), before).streaming?.text).toBe('And');
    expect(roomOf(snapshotOf({ messages: [messageOf(), reply] }), before).streaming).toBeNull();
  });
});

describe('tracks', () => {
  const retry = conversationOf({ id: 'c-2', track: 'retry', forked_from_question_id: 'q-1' });
  const older = conversationOf({ id: 'c-3', track: 'retry', forked_from_question_id: 'q-9' });
  const main = conversationOf({ state: 'closed' });

  test('an open retry comes before the main track, a named conversation before both', () => {
    const snapshot = snapshotOf({ conversations: [main, older, retry] });

    expect(pickConversation(snapshot, null)?.id).toBe('c-2');
    expect(pickConversation(snapshot, 'c-3')?.id).toBe('c-3');
    expect(pickConversation(snapshotOf(), 'gone')?.id).toBe(conversationId);
  });

  test('the commands of a retry that the server does not speak about follow from its state', () => {
    const snapshot = snapshotOf({
      conversations: [main, older, retry],
      questions: [questionOf({ id: 'q-3', conversation_id: 'c-3', hints_left: 1 })],
      allowed_commands: ['answer'],
    });

    expect(commandsOf(snapshot, retry)).toEqual(['answer']);
    expect(commandsOf(snapshot, older)).toEqual(['answer', 'draft', 'skip', 'clarify', 'hint']);
    expect(commandsOf({ ...snapshot, mode: 'simulation' }, older)).toEqual(['answer', 'draft', 'skip']);
    expect(commandsOf(snapshot, { ...older, state: 'grading' })).toEqual([]);
  });
});

describe('transcript', () => {
  test('an answer is there before the server has heard of it, and once', () => {
    const outgoing = {
      clientMessageId: 'k-1',
      intent: 'answer',
      text: 'All requests miss.',
      sentAt: 3,
    } as const;

    const sent = transcriptOf(roomOf(snapshotOf()), conversationId, outgoing);
    const known = transcriptOf(play(roomOf(snapshotOf()), accepted), conversationId, outgoing);

    expect(sent.turns[0]?.answer).toEqual({ text: 'All requests miss.', status: 'pending' });
    expect(sent.pending).toBe('answer');
    expect(known.turns).toHaveLength(1);
    expect(known.turns[0]?.answer?.text).toBe('All requests miss at once.');
  });

  test('what was sent is over when either stream has brought the end, also when it is sent again', () => {
    const outgoing = {
      clientMessageId: 'k-1',
      intent: 'answer',
      text: 'All requests miss.',
      sentAt: 3,
    } as const;
    const sent = play(roomOf(snapshotOf()), accepted, grading);
    const read = play(sent, { type: 'message', seq: 6, message: reply });
    const failing: RoomEvent[] = [
      { type: 'state', seq: 6, state: 'failed_retryable', commands: ['retry', 'end'] },
      { type: 'error', seq: 7, detail: '', retryable: true },
    ];
    const failed = play(sent, ...failing);

    expect(isSettled(roomOf(snapshotOf()), outgoing)).toBe(false);
    expect(isSettled(sent, outgoing)).toBe(false);
    expect(isSettled(read, outgoing)).toBe(true);
    expect(isSettled(failed, outgoing)).toBe(true);
    expect(isSettled(failed, { ...outgoing, sentAt: 7 })).toBe(false);
  });

  test('hints stand with their question, words of the house apart, skips are marked', () => {
    const snapshot = snapshotOf({
      questions: [questionOf({ status: 'skipped' })],
      messages: [
        messageOf(),
        answerOf({ id: 'm-2', kind: 'hint', intent: 'hint', content: '', status: 'complete' }),
        messageOf({ id: 'm-3', kind: 'hint', content: 'Look at the period.' }),
        messageOf({ id: 'm-4', author: 'system', kind: 'notice', content: '30 seconds left.' }),
        answerOf({
          id: 'm-5',
          kind: 'notice',
          intent: 'skip',
          content: '',
          status: 'complete',
          client_message_id: 'k-2',
        }),
      ],
    });

    const { turns, notices } = transcriptOf(roomOf(snapshot), conversationId, null);

    expect(turns).toHaveLength(1);
    expect(turns[0]?.asides.map((aside) => aside.content)).toEqual(['Look at the period.']);
    expect(turns[0]?.isSkipped).toBe(true);
    expect(notices).toHaveLength(1);
  });

  test('a failed message is sent again with the intent it had', () => {
    expect(intentOf(answerOf())).toBe('answer');
    expect(intentOf(answerOf({ intent: 'clarify' }))).toBe('clarify');
    expect(intentOf(answerOf({ intent: 'skip' }))).toBe('skip');
  });
});

test('the clock counts from when the snapshot was read, and stands still while paused', () => {
  const running = roomOf(snapshotOf({ remaining_seconds: 100 }), undefined, 5000);
  const paused = roomOf(snapshotOf({ remaining_seconds: 100, status: 'paused' }), undefined, 5000);

  expect(secondsLeft(running, 35_000)).toBe(70);
  expect(secondsLeft(running, 500_000)).toBe(0);
  expect(secondsLeft(paused, 35_000)).toBe(100);
  // The server could not read an answer: it has stopped its clock.
  expect(
    secondsLeft(roomOf(snapshotOf({ remaining_seconds: 100, deadline_at: null }), undefined, 0), 35_000),
  ).toBe(100);
  expect(secondsLeft(roomOf(snapshotOf({ remaining_seconds: null })), 0)).toBeNull();
});
