import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { announce } from '@/lib/announcer';
import { asProblem, type ApiProblem } from '@/lib/problem';
import { roomKey, roomQuery, saveDraft } from './api';
import { createDraftSaver, type DraftStatus } from './draft-saver';
import { draftKey, parseDraft, type Draft } from './drafts';
import { isQuestion, type Room } from './room-state';

type DraftOptions = {
  interviewId: string;
  questionId: string;
  /** What the server knows. */
  saved: Draft | null;
  /** The question was closed while there were words in the field. They are kept on this device. */
  onOrphaned: () => void;
};

/** The text of one question's answer, kept safe while it is typed. Mount it anew for each question. */
export function useDraft({ interviewId, questionId, saved, onOrphaned }: DraftOptions) {
  const client = useQueryClient();
  const [status, setStatus] = useState<DraftStatus>('empty');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [saver] = useState(() =>
    createDraftSaver({
      questionId,
      saved,
      put: (draft, { keepalive }) => saveDraft(questionId, draft, keepalive),
      onStatus: setStatus,
    }),
  );
  const [text, setText] = useState(saver.initial);

  const onOtherTab = useEffectEvent((value: string | null) => {
    const draft = parseDraft(value);
    // Whoever has the focus is the one who types.
    if (!draft || document.hasFocus() || saver.isDirty) return;
    saver.follow(draft);
    setText(draft.content);
  });

  const onLeaving = useEffectEvent(() => {
    const hasMovedOn = isPast(client.getQueryData<Room>(roomKey(interviewId)), questionId);
    if (hasMovedOn) saver.hold();
    saver.stop();
    if (hasMovedOn) onOrphaned();
  });

  useEffect(() => {
    saver.start();
    if (saver.initial !== '') announce('Draft restored');
    const flush = () => void saver.flush(true);
    const onHide = () => document.visibilityState === 'hidden' && flush();
    const onStorage = (event: StorageEvent) => {
      if (event.key === `greenroom.${draftKey(questionId)}`) onOtherTab(event.newValue);
    };
    addEventListener('pagehide', flush);
    addEventListener('storage', onStorage);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      onLeaving();
      removeEventListener('pagehide', flush);
      removeEventListener('storage', onStorage);
      document.removeEventListener('visibilitychange', onHide);
    };
  }, [saver, questionId]);

  /** Between two drafts: what the newer one is must be known first. */
  async function choose(take: (newest: Draft | null) => Promise<void> | void) {
    setProblem(null);
    try {
      const room = await client.fetchQuery({ ...roomQuery(interviewId), staleTime: 0 });
      const { draft } = room.snapshot;
      await take(draft?.question_id === questionId ? draft : null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return {
    text,
    status,
    saver,
    /** Why the choice between two drafts did not work out. */
    problem,
    wasRestored: saver.initial !== '' && text === saver.initial,
    change(next: string) {
      setText(next);
      saver.change(next);
    },
    /** Puts text on the screen without saving it as new. */
    show: setText,
    takeNewer: () =>
      choose((newest) => {
        // The newer one is gone again: then this is the newest.
        if (newest === null) return saver.overrule(0);
        saver.adopt(newest);
        setText(newest.content);
      }),
    keepMine: () => choose((newest) => saver.overrule(newest?.revision ?? 0)),
  };
}

/** The question was finished or skipped with words in the field: the server would refuse them as a draft. */
function isPast(room: Room | undefined, questionId: string): boolean {
  if (!room) return false;
  const { messages, conversations } = room.snapshot;
  const id = messages.find((message) => message.question_id === questionId)?.conversation_id;
  const asked = messages.findLast((message) => message.conversation_id === id && isQuestion(message));
  // A hint that is being given ends nothing.
  const isNextComing = room.streaming !== null && isQuestion(room.streaming);
  const isClosed = conversations.find((conversation) => conversation.id === id)?.state === 'closed';
  return isClosed || isNextComing || asked?.question_id !== questionId;
}
