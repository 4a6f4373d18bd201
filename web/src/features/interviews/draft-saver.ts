import { asProblem } from '@/lib/problem';
import { readLocal, writeLocal } from '@/lib/storage';

/**
 * saved     the server has it
 * local     only this device has it: the line is down or the server is busy
 * stale     another tab or device has saved something newer
 */
export type DraftStatus = 'empty' | 'dirty' | 'saving' | 'saved' | 'local' | 'stale';

/** The revision is the one that the next save will carry, or the last one that was saved. */
export type Draft = { content: string; revision: number };

type DraftSaverOptions = {
  questionId: string;
  /** What the server knows. */
  saved: Draft | null;
  put: (draft: Draft, options: { keepalive: boolean }) => Promise<unknown>;
  onStatus: (status: DraftStatus) => void;
};

const localDelay = 400;
const serverDelay = 2500;
const hurriedDelay = 700;
const retryDelay = 5000;

/** Keeps what is being typed: on this device within half a second, on the server within three. No React in here. */
export function createDraftSaver({ questionId, saved, put, onStatus }: DraftSaverOptions) {
  const found = readDraft(questionId);
  const isLocalNewer = found !== null && (saved === null || found.revision >= saved.revision);
  let { content, revision } = isLocalNewer ? found : (saved ?? { content: '', revision: 0 });
  let savedContent = saved?.content ?? '';
  let localTimer: ReturnType<typeof setTimeout> | undefined;
  let serverTimer: ReturnType<typeof setTimeout> | undefined;
  let isSaving = false;
  let isStopped = true;
  let isHeld = false;
  let isHurried = false;

  const initial = content;

  function plan(delay: number): void {
    if (isStopped || isHeld || isSaving) return;
    serverTimer ??= setTimeout(() => void save(false), delay);
  }

  function keepLocally(): void {
    clearTimeout(localTimer);
    localTimer = undefined;
    if (content === '' && savedContent === '') writeDraft(questionId, null);
    else writeDraft(questionId, { content, revision });
  }

  async function save(keepalive: boolean): Promise<void> {
    clearTimeout(serverTimer);
    serverTimer = undefined;
    if (isStopped || isHeld || content === savedContent || (isSaving && !keepalive)) return;
    const sent = { content, revision: ++revision };
    keepLocally();
    isSaving = true;
    onStatus('saving');
    try {
      await put(sent, { keepalive });
      savedContent = sent.content;
      onStatus(content === sent.content ? 'saved' : 'dirty');
    } catch (error) {
      if (isStopped) return;
      const { code } = asProblem(error);
      onStatus(code === 'draft.stale' ? 'stale' : 'local');
      // A newer draft elsewhere waits for a choice, a closed question for nothing; anything else passes.
      if (code === 'draft.stale' || code === 'state.conflict') return;
      isSaving = false;
      plan(retryDelay);
      return;
    } finally {
      isSaving = false;
    }
    if (content !== savedContent) plan(isHurried ? hurriedDelay : serverDelay);
  }

  return {
    initial,
    start(): void {
      isStopped = false;
      // The last words before a crash may never have reached the server.
      if (content !== savedContent) plan(serverDelay);
    },
    change(next: string): void {
      content = next;
      onStatus(next === savedContent ? (next === '' ? 'empty' : 'saved') : 'dirty');
      localTimer ??= setTimeout(keepLocally, localDelay);
      plan(isHurried ? hurriedDelay : serverDelay);
    },
    /** Now, because the page may be gone in a moment or the interview is about to be paused. */
    async flush(keepalive = false): Promise<void> {
      if (isStopped) return;
      keepLocally();
      await save(keepalive);
    },
    /** On its way as an answer: kept on this device until the server has it, and no longer saved as a draft. */
    hold(): void {
      keepLocally();
      isHeld = true;
      clearTimeout(serverTimer);
      serverTimer = undefined;
    },
    release(): void {
      isHeld = false;
      plan(serverDelay);
    },
    /** The last half minute: the server marks what it has when the time is up. */
    hurry(): void {
      isHurried = true;
    },
    /** Keeps this text over a newer one that the server has. */
    async overrule(newest: number): Promise<void> {
      revision = Math.max(revision, newest);
      await save(false);
    },
    /** Takes over what another tab of this browser or the server has. */
    adopt(draft: Draft): void {
      ({ content, revision } = draft);
      savedContent = draft.content;
      keepLocally();
    },
    get content() {
      return content;
    },
    get isDirty() {
      return content !== savedContent;
    },
    /** The field is leaving the page; the last words are still sent. */
    stop(): void {
      if (isStopped) return;
      keepLocally();
      void save(true);
      isStopped = true;
      clearTimeout(serverTimer);
    },
    /** The answer is stored as a message; the draft has done its work. */
    forget(): void {
      isStopped = true;
      clearTimeout(serverTimer);
      clearTimeout(localTimer);
      writeDraft(questionId, null);
    },
  };
}

export type DraftSaver = ReturnType<typeof createDraftSaver>;

export const draftKey = (questionId: string) => `draft.${questionId}`;

export function readDraft(questionId: string): Draft | null {
  return parseDraft(readLocal(draftKey(questionId)));
}

export function parseDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { content, revision } = value as Partial<Draft>;
    return typeof content === 'string' && typeof revision === 'number' ? { content, revision } : null;
  } catch {
    return null;
  }
}

function writeDraft(questionId: string, draft: Draft | null): void {
  writeLocal(draftKey(questionId), draft && JSON.stringify(draft));
}
