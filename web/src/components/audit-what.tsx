import { auditWords } from '@/lib/audit-words';
import type { components } from '@/lib/schema';

/** What happened, in a sentence, with what more there is to say of it. */
export function AuditWhat({ event }: { event: components['schemas']['AuditView'] }) {
  return (
    <>
      <span className="font-medium">{auditWords(event.name)}</span>
      {event.detail && <span className="block text-small wrap-anywhere text-ink-2">{event.detail}</span>}
    </>
  );
}
