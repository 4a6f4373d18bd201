import { Dialog } from '@/components/dialog';
import { Switch } from '@/components/field';
import { Kbd } from '@/components/kbd';
import { keyCaps, setShortcutsEnabled, useShortcutList, useShortcutsEnabled } from '@/lib/shortcuts';

export function ShortcutList({ onClose }: { onClose: () => void }) {
  const shortcuts = useShortcutList();
  const enabled = useShortcutsEnabled();
  const groups = [...new Set(shortcuts.map((shortcut) => shortcut.group))].sort((a, b) =>
    a === 'Everywhere' ? 1 : a < b ? -1 : 1,
  );

  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts">
      <div className="grid gap-6">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-2 text-small font-semibold text-ink-3">{group}</h3>
            <ul className="grid">
              {shortcuts
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <li
                    key={shortcut.keys}
                    className="flex min-h-9 items-center justify-between gap-4 border-b border-line"
                  >
                    <span>{shortcut.label}</span>
                    <span className="sr-only">{keyCaps(shortcut.keys).join(' ')}</span>
                    <Kbd keys={shortcut.keys} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
        <Switch
          label="Single-key shortcuts"
          hint="Shortcuts with Ctrl or Cmd always work. Single keys never act while you type."
          checked={enabled}
          onChange={setShortcutsEnabled}
        />
      </div>
    </Dialog>
  );
}
