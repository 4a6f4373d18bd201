import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';

export type Exit = 'leave' | 'finish' | 'skip';

const words: Record<Exit, { title: string; text: string; go: string }> = {
  leave: {
    title: 'Leave with an unsent answer?',
    text: 'Your answers are saved. What you typed is kept as a draft and waits here, and the clock stops.',
    go: 'Pause and leave',
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

type AskFirstProps = { exit: Exit; onGo: () => void; onClose: () => void };

/** Asked only when there is text that has not been sent. */
export function AskFirst({ exit, onGo, onClose }: AskFirstProps) {
  const { title, text, go } = words[exit];
  return (
    <Dialog open onClose={onClose} title={title} description={text}>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={onGo}>{go}</Button>
        <Button variant="primary" onClick={onClose} data-autofocus>
          Go on writing
        </Button>
      </div>
    </Dialog>
  );
}
