import { asProblem } from '@/lib/problem';
import { readDraft, reconcile, writeDraft, type Draft } from './drafts';

/**
 * saved     the server has it
 * local     only this device has it: the line is down or the server is busy
 * stale     another tab or device has saved something newer
 */
export type DraftStatus = 'empty' | 'dirty' | 'saving' | 'saved' | 'local' | 'stale';

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
  let { content, revision, savedContent, isStale } = reconcile(found, saved);
  let sent = found?.sent ?? savedContent;
  let isLost = found?.isLost ?? false;
  let localTimer: ReturnType<typeof setTimeout> | undefined;
  let serverTimer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> | null = null;
  let isStopped = true;
  let isForgotten = false;
  let isHeld = false;
  let isHurried = false;
  /** An answer is being read, or the question is closed: the server keeps nothing until something changes. */
  let isRefused = false;

  const initial = content;

  const isDirty = () => content !== savedContent;
  const maySave = () => !isStopped && !isHeld && !isStale && isDirty();

  function plan(delay: number): void {
    if (isStopped || isHeld || isStale || saving) return;
    serverTimer ??= setTimeout(() => void save(), delay);
  }

  function unplan(): void {
    clearTimeout(serverTimer);
    serverTimer = undefined;
  }

  function keepLocally(): void {
    clearTimeout(localTimer);
    localTimer = undefined;
    if (isForgotten) return;
    if (content === '' && savedContent === '') writeDraft(questionId, null);
    else writeDraft(questionId, { content, revision, sent, isLost });
  }

  /** One after the other: an older save that arrives last would look like another device. */
  async function save(): Promise<void> {
    unplan();
    while (saving) await saving;
    if (!maySave()) return;
    await send(false);
    if (isDirty() && !isRefused) plan(isLost ? retryDelay : isHurried ? hurriedDelay : serverDelay);
  }

  function send(keepalive: boolean): Promise<void> {
    const run = attempt(keepalive);
    const all = Promise.all([saving, run]).then(() => {
      if (saving === all) saving = null;
    });
    saving = all;
    return all;
  }

  async function attempt(keepalive: boolean): Promise<void> {
    const draft = { content, revision: revision + 1 };
    revision = draft.revision;
    sent = content;
    isLost = false;
    isRefused = false;
    keepLocally();
    onStatus('saving');
    try {
      await put(draft, { keepalive });
      // The last words of a page that seemed to go away have overtaken this one, and they decide.
      if (draft.revision !== revision) return;
      savedContent = draft.content;
      if (!isStopped) onStatus(isDirty() ? 'dirty' : 'saved');
    } catch (error) {
      if (draft.revision !== revision) return;
      const { code } = asProblem(error);
      isLost = true;
      note(draft);
      if (isStopped) return;
      isStale = code === 'draft.stale';
      isRefused = code === 'state.conflict';
      onStatus(isStale ? 'stale' : 'local');
    }
  }

  /** Writes down that a save did not arrive, unless another field has gone on with this question since. */
  function note(draft: Draft): void {
    if (!isStopped) return keepLocally();
    const kept = readDraft(questionId);
    if (kept?.revision === draft.revision && kept.content === draft.content) keepLocally();
  }

  async function flush(keepalive: boolean): Promise<void> {
    if (isStopped) return;
    if (isDirty()) keepLocally();
    if (!keepalive) return save();
    unplan();
    if (maySave()) await send(true);
  }

  return {
    initial,
    start(): void {
      isStopped = false;
      if (isStale) onStatus('stale');
      // The last words before a crash may never have reached the server.
      else if (isDirty()) plan(serverDelay);
    },
    change(next: string): void {
      content = next;
      if (!isStale) onStatus(isDirty() ? 'dirty' : next === '' ? 'empty' : 'saved');
      localTimer ??= setTimeout(keepLocally, localDelay);
      plan(isHurried ? hurriedDelay : serverDelay);
    },
    /** Now, because the interview is about to be paused, or the page (`keepalive`) may be gone in a moment. */
    flush: (keepalive = false) => flush(keepalive),
    /** On its way as an answer: kept on this device until the server has it, and no longer saved as a draft. */
    hold(): void {
      if (isDirty()) keepLocally();
      isHeld = true;
      unplan();
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
      isStale = false;
      revision = Math.max(revision, newest);
      await save();
    },
    /** Takes over what the server has. */
    adopt(draft: Draft): void {
      isStale = false;
      isLost = false;
      ({ content, revision } = draft);
      savedContent = sent = draft.content;
      keepLocally();
      onStatus('saved');
    },
    /** Another tab of this browser is being typed in. It also stores what it has: here nothing is written. */
    follow(draft: Draft): void {
      ({ content, revision } = draft);
      savedContent = sent = draft.content;
    },
    get isDirty() {
      return isDirty();
    },
    /** The field is leaving the page; the last words are still sent. */
    stop(): void {
      if (isStopped) return;
      void flush(true);
      clearTimeout(localTimer);
      unplan();
      isStopped = true;
    },
    /** The answer is stored as a message, or nobody wants these words; the draft has done its work. */
    forget(): void {
      isStopped = true;
      isForgotten = true;
      clearTimeout(localTimer);
      unplan();
      writeDraft(questionId, null);
    },
  };
}

export type DraftSaver = ReturnType<typeof createDraftSaver>;
