import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { announce } from '@/lib/announcer';
import { roomKey, roomQuery, saveDraft } from './api';
import { createDraftSaver, draftKey, parseDraft, type Draft, type DraftStatus } from './draft-saver';
import type { Room } from './room-state';

/** The text of one question's answer, kept safe while it is typed. Mount it anew for each question. */
export function useDraft(interviewId: string, questionId: string, saved: Draft | null) {
  const client = useQueryClient();
  const [status, setStatus] = useState<DraftStatus>('empty');
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
    saver.adopt(draft);
    setText(draft.content);
  });

  const hasMovedOn = useEffectEvent(() =>
    isPast(client.getQueryData<Room>(roomKey(interviewId)), questionId),
  );

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
      if (hasMovedOn()) saver.hold();
      saver.stop();
      removeEventListener('pagehide', flush);
      removeEventListener('storage', onStorage);
      document.removeEventListener('visibilitychange', onHide);
    };
  }, [saver, questionId]);

  async function newest(): Promise<Draft | null> {
    const room = await client.fetchQuery({ ...roomQuery(interviewId), staleTime: 0 });
    return room.snapshot.draft;
  }

  return {
    text,
    status,
    saver,
    wasRestored: saver.initial !== '' && text === saver.initial,
    change(next: string) {
      setText(next);
      saver.change(next);
    },
    /** Puts text on the screen without saving it as new. */
    show: setText,
    async takeNewer() {
      const draft = await newest();
      if (!draft) return;
      saver.adopt(draft);
      setText(draft.content);
      setStatus('saved');
    },
    async keepMine() {
      await saver.overrule((await newest())?.revision ?? 0);
    },
  };
}

/** The question was finished or skipped with words in the field: the server would refuse them as a draft. */
function isPast(room: Room | undefined, questionId: string): boolean {
  if (!room) return false;
  const { messages, conversations } = room.snapshot;
  const id = messages.find((message) => message.question_id === questionId)?.conversation_id;
  const asked = messages.findLast(
    ({ conversation_id, kind }) => conversation_id === id && (kind === 'question' || kind === 'follow_up'),
  );
  const isClosed = conversations.find((conversation) => conversation.id === id)?.state === 'closed';
  return isClosed || room.streaming !== null || asked?.question_id !== questionId;
}
