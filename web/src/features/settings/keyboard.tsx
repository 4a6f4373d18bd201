import { Switch } from '@/components/field';
import { Kbd } from '@/components/kbd';
import { setShortcutsEnabled, useShortcutsEnabled } from '@/lib/shortcuts';

export function Keyboard() {
  const enabled = useShortcutsEnabled();
  return (
    <div className="grid gap-4">
      <Switch
        label="Single-key shortcuts"
        hint="They never act while you type. Turn them off if you speak to your computer, or if they get in your way."
        checked={enabled}
        onChange={setShortcutsEnabled}
      />
      <p className="hidden items-center gap-2 text-small text-ink-3 pointer-fine:flex">
        <Kbd keys="mod+k" /> goes anywhere, <Kbd keys="?" /> lists all of them.
      </p>
    </div>
  );
}
