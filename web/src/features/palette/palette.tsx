import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import { Dialog } from '@/components/dialog';
import { Kbd } from '@/components/kbd';
import { cn } from '@/lib/cn';

export type Command = {
  id: string;
  label: string;
  group: string;
  words?: string;
  keys?: string;
  run: () => void;
};

type PaletteProps = { commands: readonly Command[]; onClose: () => void };

/** A combobox over all commands: type to narrow, arrows to choose, Enter to run. */
export function Palette({ commands, onClose }: PaletteProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const found = narrow(commands, query);
  const chosen = found[Math.min(active, found.length - 1)];

  function run(command: Command | undefined) {
    if (!command) return;
    onClose();
    command.run();
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((Math.min(active, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  }

  return (
    <Dialog open onClose={onClose} title="Go anywhere" hideTitle bare className="sm:!mt-[12dvh] sm:max-w-lg">
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search className="size-4.5 shrink-0 text-ink-3" aria-hidden="true" />
        <input
          // eslint-disable-next-line jsx-a11y/no-autofocus -- whoever opens the palette wants to type
          autoFocus
          role="combobox"
          aria-label="Search pages and actions"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
          autoComplete="off"
          placeholder="Search pages and actions"
          className="min-h-13 w-full bg-transparent outline-none placeholder:text-ink-3"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd keys="escape" className="pointer-coarse:hidden" />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Found" className="max-h-[50dvh] overflow-auto p-2">
        {found.map((command) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the combobox above has the keys
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={command === chosen}
            ref={(item) => {
              if (command === chosen) item?.scrollIntoView?.({ block: 'nearest' });
            }}
            onClick={() => run(command)}
            className={cn(
              'flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3',
              command === chosen ? 'bg-brand-soft forced-colors:outline' : 'hover:bg-sunken',
            )}
          >
            <span className="flex-1">{command.label}</span>
            <span className="text-small text-ink-3">{command.group}</span>
            {command.keys && <Kbd keys={command.keys} className="pointer-coarse:hidden" />}
          </div>
        ))}
      </div>
      <p role="status" className={found.length > 0 ? 'sr-only' : 'px-5 pb-5 text-ink-2'}>
        {found.length > 0 ? `${found.length} found` : 'Nothing by that name.'}
      </p>
    </Dialog>
  );
}

/** Every word typed must begin a word of the command. */
export function narrow(commands: readonly Command[], query: string): Command[] {
  const typed = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter((command) => {
    const words = `${command.label} ${command.group} ${command.words ?? ''}`.toLowerCase().split(/\s+/);
    return typed.every((part) => words.some((word) => word.startsWith(part)));
  });
}
