import { cn } from '@/lib/cn';

type Block = { kind: 'text' | 'code'; text: string };

/** Paragraphs are parted by empty lines, their single line ends are only wrapping; indented lines are code. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let isNew = true;
  for (const line of text.trimEnd().split('\n')) {
    const kind = /^(?: {2,}|\t)\S/.test(line) ? 'code' : 'text';
    const last = blocks.at(-1);
    if (line.trim() === '') {
      isNew = true;
      // An empty line inside code belongs to it when more code follows; the text after it ends it.
      if (last?.kind === 'code') last.text += '\n';
    } else if (last?.kind === kind && (kind === 'code' || !isNew)) {
      last.text += kind === 'code' ? `\n${line}` : ` ${line.trim()}`;
      isNew = false;
    } else {
      blocks.push({ kind, text: kind === 'code' ? line : line.trim() });
      isNew = false;
    }
  }
  return blocks.map(({ kind, text }) => ({ kind, text: kind === 'code' ? outdent(text) : text }));
}

function outdent(code: string): string {
  const lines = code.trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}

type ProseProps = { id?: string; text: string; className?: string; lang?: string | undefined };

/** Text of the bank: questions, other wordings and model answers, some of them with a piece of code. */
export function Prose({ text, className, ...rest }: ProseProps) {
  return (
    <div {...rest} className={cn('grid grid-cols-1 gap-[0.7em]', className)}>
      {blocksOf(text).map((block, index) =>
        block.kind === 'code' ? (
          <pre
            key={index}
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            tabIndex={0}
            className="overflow-x-auto rounded-control border border-line bg-sunken px-4 py-3 font-mono text-mono text-ink"
          >
            {block.text}
          </pre>
        ) : (
          <p key={index}>{block.text}</p>
        ),
      )}
    </div>
  );
}
