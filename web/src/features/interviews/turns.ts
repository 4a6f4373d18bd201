import type { Evaluation, Intent, Message, Question, Snapshot } from './api';
import { isQuestion, type Room, type Streaming } from './room-state';

/** What this tab has sent and the server has not confirmed. */
export type Outgoing = {
  clientMessageId: string;
  intent: Intent;
  text: string;
  /** How far the conversation had come when it was sent. */
  sentAt: number;
};

/** Its own stream may hang on a dead line while the other one has brought the end of the turn: then it is over. */
export function isSettled({ snapshot }: Room, outgoing: Outgoing | null): boolean {
  if (!outgoing) return true;
  const message = snapshot.messages.find((m) => m.client_message_id === outgoing.clientMessageId);
  if (!message || message.status === 'pending') return false;
  if (message.status === 'complete') return true;
  const conversation = snapshot.conversations.find((c) => c.id === message.conversation_id);
  // A message that is sent again has failed before.
  return (conversation?.event_seq ?? 0) > outgoing.sentAt;
}

/** One question with everything that was said about it. Follow-ups are turns of their own. */
export type Turn = {
  key: string;
  questionId: string | null;
  number: number;
  isFollowUp: boolean;
  /** Null while its words are still coming and nobody knows what they are. */
  question: Question | null;
  prompt: string;
  isStreaming: boolean;
  /** Hints and other wordings, in order. */
  asides: Message[];
  answer: { text: string; status: 'complete' | 'pending' | 'failed' } | null;
  isSkipped: boolean;
  evaluation: Evaluation | null;
};

export type Transcript = {
  turns: Turn[];
  /** What is under way in the open turn, if anything. */
  pending: Outgoing['intent'] | null;
  /** Words of the house, such as "30 seconds left" and the closing words. */
  notices: Message[];
  failed: Message | null;
};

/** Orders what is known about a conversation into turns. */
export function transcriptOf(room: Room, conversationId: string, outgoing: Outgoing | null): Transcript {
  const { snapshot, streaming } = room;
  const messages = snapshot.messages.filter((message) => message.conversation_id === conversationId);
  const transcript: Transcript = { turns: [], pending: null, notices: [], failed: null };

  for (const message of messages) addMessage(transcript, message, snapshot);

  const open = transcript.turns.at(-1);
  const isKnown = messages.some((message) => message.client_message_id === outgoing?.clientMessageId);
  if (outgoing && open && !isKnown) {
    if (outgoing.intent === 'answer') open.answer = { text: outgoing.text, status: 'pending' };
    transcript.pending = outgoing.intent;
  }
  if (streaming) addStreaming(transcript, streaming);
  return transcript;
}

function addMessage(transcript: Transcript, message: Message, snapshot: Snapshot): void {
  const turn = transcript.turns.at(-1);
  if (message.author === 'system') {
    transcript.notices.push(message);
  } else if (isQuestion(message) && message.author === 'interviewer') {
    const question = snapshot.questions.find((q) => q.id === message.question_id) ?? null;
    transcript.turns.push({
      key: message.question_id ?? message.id,
      questionId: message.question_id,
      number: message.question_number,
      isFollowUp: message.kind === 'follow_up',
      question,
      prompt: message.content,
      isStreaming: false,
      asides: [],
      answer: null,
      isSkipped: question?.status === 'skipped',
      evaluation: null,
    });
  } else if (message.author === 'interviewer') {
    turn?.asides.push(message);
  } else if (turn) {
    addCandidate(transcript, turn, message, snapshot);
  }
}

function addCandidate(transcript: Transcript, turn: Turn, message: Message, snapshot: Snapshot): void {
  if (message.status === 'pending') transcript.pending = intentOf(message);
  if (message.status === 'retryable_failed') transcript.failed = message;
  if (message.intent === 'skip') turn.isSkipped = message.status === 'complete';
  if (message.kind !== 'answer') return;
  const status = message.status === 'complete' || message.status === 'pending' ? message.status : 'failed';
  turn.answer = { text: message.content, status };
  turn.evaluation = snapshot.evaluations.findLast((e) => e.answer_message_id === message.id) ?? null;
}

function addStreaming(transcript: Transcript, streaming: Streaming): void {
  const open = transcript.turns.at(-1);
  if (!isQuestion(streaming)) return;
  transcript.turns.push({
    key: streaming.messageId,
    questionId: null,
    number: open?.number ?? 1,
    isFollowUp: streaming.kind === 'follow_up',
    question: null,
    prompt: streaming.text,
    isStreaming: true,
    asides: [],
    answer: null,
    isSkipped: false,
    evaluation: null,
  });
}

/** What a message of the candidate asked for; needed to send it again in the same words. */
export function intentOf(message: Message): Outgoing['intent'] {
  return message.intent ?? 'answer';
}

/** The newest mark, for the panel beside the question. */
export function lastMarked(transcript: Transcript): Turn | undefined {
  return transcript.turns.findLast((turn) => turn.evaluation !== null);
}
