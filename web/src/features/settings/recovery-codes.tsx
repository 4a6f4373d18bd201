import { Copy, Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/button';
import { announce } from '@/lib/announcer';
import { copyFrom } from '@/lib/copy';

/** Shown once: only whoever says that they are kept gets past them. */
export function NewRecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const list = useRef<HTMLOListElement>(null);
  const [kept, setKept] = useState(false);

  async function copy() {
    if (!list.current) return;
    const copied = await copyFrom(list.current);
    announce(copied ? 'The codes are copied' : 'The codes are selected. Copy them with Ctrl+C.');
  }

  function download() {
    const text = `Recovery codes for Greenroom. Each one works once.\n\n${codes.join('\n')}\n`;
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'greenroom-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(url);
    announce('The codes are downloaded');
  }

  return (
    <div className="grid gap-5">
      <p className="text-ink-2">
        Each code stands in for the app once, for the day the phone is gone. They are shown now and never
        again: keep them where you find them without your phone.
      </p>
      <ol
        ref={list}
        aria-label="Recovery codes"
        className="grid gap-x-6 gap-y-1 rounded-control bg-sunken p-4 font-mono text-mono sm:grid-cols-2"
      >
        {codes.map((code) => (
          // The line break is for whoever copies the list.
          <li key={code}>{`${code}\n`}</li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          data-autofocus
          icon={<Copy className="size-4" aria-hidden="true" />}
          onClick={() => void copy()}
        >
          Copy
        </Button>
        <Button size="sm" icon={<Download className="size-4" aria-hidden="true" />} onClick={download}>
          Download
        </Button>
      </div>
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 accent-brand"
          checked={kept}
          onChange={(event) => setKept(event.target.checked)}
        />
        I have kept them
      </label>
      <Button variant="primary" className="justify-self-start" disabled={!kept} onClick={onKept}>
        Done
      </Button>
    </div>
  );
}
