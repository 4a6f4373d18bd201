import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';

/** `leave` goes away for a while, `pause` stops the clock on the way out. */
export type Exit = 'pause' | 'leave' | 'finish' | 'skip';

const words: Record<Exit, { title: string; text: string; go: string; busy?: string }> = {
  pause: {
    title: 'Leave with an unsent answer?',
    text: 'Your answers are saved. What you typed is kept as a draft and waits here, and the clock stops.',
    go: 'Pause and leave',
    busy: 'Leaving',
  },
  leave: {
    title: 'Leave with an unsent answer?',
    text: 'Your answers are saved. What you typed is kept as a draft and waits here.',
    go: 'Leave',
    busy: 'Leaving',
  },
  finish: {
    title: 'Finish with an unsent answer?',
    text: 'Your answers are saved. What you typed has not been sent, so it will not be marked.',
    go: 'Finish without it',
  },
  skip: {
    title: 'Skip with an unsent answer?',
    text: 'What you typed has not been sent, so it will not be marked.',
    go: 'Skip the question',
  },
};

type AskFirstProps = {
  exit: Exit;
  /** Nothing can be written now, so going on writing is not the other choice. */
  isPaused?: boolean;
  isBusy?: boolean;
  onGo: () => void;
  onClose: () => void;
};

/** Asked only when there is text that has not been sent. */
export function AskFirst({ exit, isPaused = false, isBusy = false, onGo, onClose }: AskFirstProps) {
  const { title, text, go, busy } = words[exit];
  return (
    <Dialog open onClose={onClose} title={title} description={text}>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={onGo} busy={isBusy} busyLabel={busy ?? go}>
          {go}
        </Button>
        <Button variant="primary" onClick={onClose} data-autofocus>
          {isPaused ? 'Keep it for now' : 'Go on writing'}
        </Button>
      </div>
    </Dialog>
  );
}
