import type { ServerEvent } from '@/lib/stream';
import type { Conversation, ConversationState, Evaluation, Message, Question, Snapshot } from './api';

/** What the room shows: the server's snapshot, kept up to date by events until the next snapshot replaces it. */
export type Room = {
  snapshot: Snapshot;
  /** When the snapshot was read, on this machine's monotonic clock: the countdown starts from there. */
  readAt: number;
  /** Words of the interviewer that are still coming. */
  streaming: Streaming | null;
  /** The newest delta that was heard: two streams carry the same ones. */
  heard: number;
};

export type Streaming = { messageId: string; kind: Message['kind']; text: string };

/** A new snapshot replaces everything but words that are just being said. */
export function roomOf(snapshot: Snapshot, before?: Room, readAt = performance.now()): Room {
  const streaming = before?.streaming ?? null;
  const isSaid = snapshot.messages.some((message) => message.id === streaming?.messageId);
  return { snapshot, readAt, streaming: isSaid ? null : streaming, heard: before?.heard ?? 0 };
}

/** Has the room heard of events that this snapshot does not know yet? */
export function isBehind(snapshot: Snapshot, room: Room | undefined): boolean {
  const known = room?.snapshot.conversations ?? [];
  return snapshot.conversations.some((c) => known.some((k) => k.id === c.id && k.event_seq > c.event_seq));
}

export type RoomEvent =
  | { type: 'accepted' | 'message'; seq: number; message: Message }
  | { type: 'state'; seq: number; state: ConversationState; commands: string[] }
  | ({ type: 'delta'; seq: number } & Streaming)
  | { type: 'evaluation'; seq: number; evaluation: Evaluation }
  | { type: 'done' | 'resync'; seq: number }
  | { type: 'error'; seq: number; detail: string; retryable: boolean };

/** Reads one ConversationEvent of the API document. A stream is text until it is read, so the shape is checked here. */
export function readRoomEvent({ id, event, data }: ServerEvent): RoomEvent | null {
  const seq = Number(id ?? Number.NaN);
  const body = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  if (!Number.isInteger(seq)) return null;
  switch (event) {
    case 'accepted':
    case 'message':
      return hasId(body.message) ? { type: event, seq, message: body.message as Message } : null;
    case 'state':
      return Array.isArray(body.allowed_commands)
        ? {
            type: event,
            seq,
            state: body.state as ConversationState,
            commands: body.allowed_commands as string[],
          }
        : null;
    case 'delta':
      return typeof body.text === 'string'
        ? { type: event, seq, messageId: String(body.message_id), kind: kindOf(body.kind), text: body.text }
        : null;
    case 'evaluation':
      return hasId(body.evaluation) ? { type: event, seq, evaluation: body.evaluation as Evaluation } : null;
    case 'error':
      return {
        type: event,
        seq,
        detail: typeof body.detail === 'string' ? body.detail : '',
        retryable: body.retryable === true,
      };
    case 'done':
    case 'resync':
      return { type: event, seq };
    default:
      return null;
  }
}

/** The events of a day ago may not say it; then only questions were said piece by piece. */
function kindOf(value: unknown): Message['kind'] {
  return typeof value === 'string' ? (value as Message['kind']) : 'question';
}

function hasId(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string';
}

/** Which conversation the server talks about in `draft` and `allowed_commands`. */
export function serverCurrent(snapshot: Snapshot): Conversation | undefined {
  const retry = snapshot.conversations.findLast((c) => c.track === 'retry' && c.state !== 'closed');
  return retry ?? snapshot.conversations.find((c) => c.track === 'main');
}

/** The conversation of this page: the one that the URL names, otherwise the server's. */
export function pickConversation(snapshot: Snapshot, wanted: string | null): Conversation | undefined {
  return snapshot.conversations.find((c) => c.id === wanted) ?? serverCurrent(snapshot);
}

/** What may be done now. The server says so for its current conversation; a second open retry follows from its state. */
export function commandsOf(snapshot: Snapshot, conversation: Conversation | undefined): readonly string[] {
  if (!conversation || conversation.id === serverCurrent(snapshot)?.id) return snapshot.allowed_commands;
  if (conversation.state === 'failed_retryable') return ['retry'];
  if (conversation.state !== 'awaiting_answer') return [];
  return ['answer', 'draft', 'skip', ...aidsOf(snapshot, openQuestion(snapshot, conversation.id))];
}

/** The help that the server gives with a question: none in a simulation, no other wording of a follow-up. */
export function aidsOf({ mode }: Snapshot, question: Question | null | undefined): string[] {
  if (mode !== 'practice' || !question) return [];
  return [
    ...(question.kind === 'follow_up' ? [] : ['clarify']),
    ...(question.hints_left > 0 ? ['hint'] : []),
  ];
}

export function openQuestion(snapshot: Snapshot, conversationId: string) {
  return snapshot.questions.findLast((q) => q.conversation_id === conversationId && q.status === 'asked');
}

/**
 * Applies one event. The same event may come twice (the answer's own stream and the one that follows the
 * conversation) and after a reload events from before the snapshot come again: numbers tell them apart.
 */
export function applyEvent(room: Room, conversationId: string, event: RoomEvent): Room {
  const conversation = room.snapshot.conversations.find((c) => c.id === conversationId);
  if (!conversation) return room;
  if (event.seq <= conversation.event_seq) return event.type === 'delta' ? replayDelta(room, event) : room;

  const isCurrent = serverCurrent(room.snapshot)?.id === conversationId;
  const change = (part: Partial<Conversation>, snapshot: Partial<Snapshot> = {}): Snapshot => ({
    ...room.snapshot,
    ...snapshot,
    conversations: room.snapshot.conversations.map((c) =>
      c.id === conversationId ? { ...c, ...part, event_seq: event.seq } : c,
    ),
  });

  switch (event.type) {
    case 'accepted':
    case 'message': {
      const said = room.streaming?.messageId === event.message.id;
      // "30 seconds left" comes in the middle of a turn and ends none.
      const isReply = event.type === 'message' && event.message.kind !== 'notice';
      const messages = upsert(
        isReply ? settled(room.snapshot.messages, conversationId, 'complete') : room.snapshot.messages,
        event.message,
      );
      return { ...room, streaming: said ? null : room.streaming, snapshot: change({}, { messages }) };
    }
    case 'state': {
      const commands = isCurrent ? { allowed_commands: event.commands } : {};
      const isTurnOver = event.state === 'awaiting_answer' || event.state === 'closed';
      const messages = isTurnOver
        ? settled(room.snapshot.messages, conversationId, 'complete')
        : room.snapshot.messages;
      return { ...room, snapshot: change({ state: event.state }, { ...commands, messages }) };
    }
    case 'delta':
      return { ...hear(room, event), snapshot: change({}) };
    case 'evaluation': {
      const evaluations = upsert(room.snapshot.evaluations, event.evaluation);
      return { ...room, snapshot: change({}, { evaluations }) };
    }
    case 'error': {
      const messages = settled(room.snapshot.messages, conversationId, 'retryable_failed');
      return { ...room, streaming: null, snapshot: change({}, { messages }) };
    }
    case 'done':
      return { ...room, streaming: null, snapshot: change({}) };
    case 'resync':
      return room;
  }
}

/** Words from before a reload: the message they belong to is not there yet, so they are the beginning of it. */
function replayDelta(room: Room, event: Delta): Room {
  return room.snapshot.messages.some((message) => message.id === event.messageId) ? room : hear(room, event);
}

/** A question is drawn while it is said; a hint, another wording and the closing words stand there when they are whole. */
export function isQuestion({ kind }: { kind: Message['kind'] }): boolean {
  return kind === 'question' || kind === 'follow_up';
}

type Delta = Extract<RoomEvent, { type: 'delta' }>;

function hear(room: Room, { seq, messageId, kind, text }: Delta): Room {
  if (seq <= room.heard) return room;
  const before = room.streaming?.messageId === messageId ? room.streaming.text : '';
  return { ...room, heard: seq, streaming: { messageId, kind, text: before + text } };
}

/** The message that was being worked on has come to its end, good or bad. */
function settled(messages: readonly Message[], conversationId: string, status: Message['status']): Message[] {
  return messages.map((message) =>
    message.conversation_id === conversationId && message.status === 'pending'
      ? { ...message, status }
      : message,
  );
}

function upsert<T extends { id: string }>(items: readonly T[], item: T): T[] {
  return items.some((other) => other.id === item.id)
    ? items.map((other) => (other.id === item.id ? item : other))
    : [...items, item];
}

/** Is a turn being worked on? Then no other can be sent. */
export function isWorking(state: ConversationState | undefined): boolean {
  return state === 'grading' || state === 'deciding' || state === 'asking' || state === 'wrapping_up';
}

/** Where to listen from. A turn under way may have said words already: they come again and are told apart. */
export function listenFrom(conversation: Conversation): number {
  return isWorking(conversation.state) ? Math.max(0, conversation.event_seq - 200) : conversation.event_seq;
}
