import { readLocal, writeLocal } from '@/lib/storage';
import type { Snapshot } from './api';

/** The revision is the one of the last save, or of the save that this text goes out with. */
export type Draft = { content: string; revision: number };

/** What this device keeps of one answer. */
export type Kept = Draft & {
  /** The text that went out under this revision. */
  sent?: string;
  /** That save was refused or did not get through. */
  isLost?: boolean;
};

export const draftKey = (questionId: string) => `draft.${questionId}`;

export function readDraft(questionId: string): Kept | null {
  return parseDraft(readLocal(draftKey(questionId)));
}

export function parseDraft(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { content, revision, sent, isLost } = value as Partial<Kept>;
    if (typeof content !== 'string' || typeof revision !== 'number') return null;
    return { content, revision, ...(typeof sent === 'string' && { sent }), isLost: isLost === true };
  } catch {
    return null;
  }
}

export function writeDraft(questionId: string, draft: Kept | null): void {
  writeLocal(draftKey(questionId), draft && JSON.stringify(draft));
}

type Reconciled = Draft & { savedContent: string; isStale: boolean };

/** Which text to go on with. Words that only this device has are never dropped for newer ones: then somebody chooses. */
export function reconcile(kept: Kept | null, saved: Draft | null): Reconciled {
  const server = saved ?? { content: '', revision: 0 };
  const isHere = kept === null || kept.content === server.content;
  // All of it was sent, and nothing says that it did not arrive.
  const isSent = kept !== null && kept.sent === kept.content && !kept.isLost;
  const isOurs =
    kept !== null &&
    (server.revision < kept.revision ||
      (server.revision === kept.revision && (kept.sent ?? server.content) === server.content));
  if (isHere || (isSent && !isOurs)) {
    const revision = Math.max(server.revision, kept?.revision ?? 0);
    return { content: server.content, revision, savedContent: server.content, isStale: false };
  }
  const { content, revision } = kept;
  return { content, revision, savedContent: server.content, isStale: !isOurs };
}

/** Words whose question was closed before they were sent. */
export type Orphan = { questionId: string; text: string; isPartlySent: boolean };

/** Finds them among what this device keeps. */
export function findOrphans(snapshot: Snapshot): Orphan[] {
  return keptOfClosed(snapshot).flatMap(({ questionId, text, answers }) =>
    isDone(text, answers)
      ? []
      : [{ questionId, text, isPartlySent: answers.some((answer) => text.startsWith(answer)) }],
  );
}

/** Clears away what the server has as an answer. */
export function clearSentDrafts(snapshot: Snapshot): void {
  for (const { questionId, text, answers } of keptOfClosed(snapshot)) {
    if (isDone(text, answers)) writeDraft(questionId, null);
  }
}

const isDone = (text: string, answers: readonly string[]) => text === '' || answers.includes(text);

function keptOfClosed({ questions, conversations, messages }: Snapshot) {
  const isOver = (id: string) => conversations.some((c) => c.id === id && c.state === 'closed');
  return questions
    .filter((question) => question.status !== 'asked' || isOver(question.conversation_id))
    .flatMap(({ id }) => {
      const kept = readDraft(id);
      if (!kept) return [];
      const answers = messages
        .filter((message) => message.question_id === id && message.kind === 'answer')
        .map((message) => message.content.trim());
      return [{ questionId: id, text: kept.content.trim(), answers }];
    });
}
