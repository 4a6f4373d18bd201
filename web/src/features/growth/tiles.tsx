import { Info } from 'lucide-react';
import { useId, useState } from 'react';
import type { Stats } from '@/lib/growth-types';
import { hiddenWords, tilesOf, type Tile } from './definitions';

export function Tiles({ stats }: { stats: Stats }) {
  return (
    <section
      aria-label="Figures"
      className="grid grid-cols-1 gap-px overflow-hidden rounded-card border border-line bg-line max-lg:min-[22rem]:grid-cols-2 lg:grid-cols-5"
    >
      {tilesOf(stats).map((tile) => (
        <TileView key={tile.label} tile={tile}>
          {tile.label === 'Likes' && stats.hidden_like_posts > 0 && hiddenWords(stats.hidden_like_posts)}
        </TileView>
      ))}
    </section>
  );
}

/** The label is the way to what it means. */
function TileView({ tile, children }: { tile: Tile; children: React.ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    // The odd one out fills its row, so that no bare line shows through.
    <div className="bg-surface p-4 max-lg:min-[22rem]:last:col-span-2 sm:p-5">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        className="-my-2.5 inline-flex min-h-11 items-center gap-1.5 rounded-inner text-left text-small text-ink-2 hover:text-ink sm:min-h-10"
      >
        {tile.label}
        <Info className="size-3.5 shrink-0 text-ink-3" aria-hidden="true" />
        <span className="sr-only">: what it means</span>
      </button>
      <p className="nums text-[1.5rem] leading-tight font-semibold">{tile.value}</p>
      <p className="nums mt-1 text-small text-ink-3">{tile.note}</p>
      {children && <p className="nums text-small text-ink-3">{children}</p>}
      <p id={id} hidden={!isOpen} className="mt-2 text-small text-ink-2">
        {tile.definition}
      </p>
    </div>
  );
}
