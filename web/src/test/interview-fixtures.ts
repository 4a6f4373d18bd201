import type { Conversation, Evaluation, Message, Question, Snapshot } from '@/features/interviews/api';

/** Test data: one interview of three questions, the first one asked. */
export const interviewId = 'i-1';
export const conversationId = 'c-1';
const at = '2026-11-22T09:00:00Z';

export function questionOf(part: Partial<Question> = {}): Question {
  return {
    id: 'q-1',
    conversation_id: conversationId,
    topic_id: 302,
    topic: 'caching',
    subtopic: 'cache-patterns',
    question_number: 1,
    prompt: 'What happens when a popular key expires?',
    kind: 'main',
    parent_question_id: null,
    difficulty: 3,
    status: 'asked',
    hint_level: 0,
    hints_left: 3,
    time_budget_s: 300,
    asked_at: at,
    answered_at: null,
    created_at: at,
    ...part,
  };
}

export function messageOf(part: Partial<Message> = {}): Message {
  return {
    id: 'm-1',
    conversation_id: conversationId,
    question_id: 'q-1',
    question_number: 1,
    author: 'interviewer',
    kind: 'question',
    intent: null,
    content: 'What happens when a popular key expires?',
    status: 'complete',
    client_message_id: null,
    created_at: at,
    ...part,
  };
}

export function answerOf(part: Partial<Message> = {}): Message {
  return messageOf({
    id: 'm-2',
    author: 'candidate',
    kind: 'answer',
    intent: 'answer',
    content: 'All requests miss at once.',
    status: 'pending',
    client_message_id: 'k-1',
    ...part,
  });
}

export function evaluationOf(part: Partial<Evaluation> = {}): Evaluation {
  return {
    id: 'e-1',
    question_id: 'q-1',
    answer_message_id: 'm-2',
    attempt: 1,
    engine: 'offline',
    model: null,
    status: 'graded',
    score: 62,
    unaided_score: 62,
    confidence: 'medium',
    points: [],
    dimensions: [],
    misconceptions: [],
    disagreement: false,
    fallback: null,
    created_at: at,
    ...part,
  };
}

export function conversationOf(part: Partial<Conversation> = {}): Conversation {
  return {
    id: conversationId,
    interview_id: interviewId,
    track: 'main',
    title: 'Caching',
    state: 'awaiting_answer',
    current_topic: 'caching',
    current_subtopic: 'cache-patterns',
    current_question: 1,
    forked_from_question_id: null,
    event_seq: 3,
    paused_interview_id: null,
    messages: [],
    created_at: at,
    updated_at: at,
    ...part,
  };
}

export function snapshotOf(part: Partial<Snapshot> = {}): Snapshot {
  return {
    id: interviewId,
    user_id: 'u-1',
    length: 20,
    number_questions: 3,
    difficulty: 'medium',
    status: 'in_progress',
    score: null,
    language: 'en',
    prompt: '3 questions on Caching, medium, 20 minutes.',
    first_question: 'What happens when a popular key expires?',
    subtopic: 'cache-patterns',
    topics: ['caching'],
    mode: 'practice',
    persona: 'neutral',
    level: null,
    engine: 'offline',
    seed: 7,
    answered_questions: 0,
    started_at: at,
    deadline_at: '2026-11-22T09:20:00Z',
    completed_at: null,
    created_at: at,
    updated_at: at,
    conversations: [conversationOf()],
    questions: [questionOf()],
    messages: [messageOf()],
    evaluations: [],
    draft: null,
    remaining_seconds: 1200,
    allowed_commands: ['answer', 'draft', 'hint', 'clarify', 'skip', 'pause', 'end'],
    paused_interview_id: null,
    ...part,
  };
}
