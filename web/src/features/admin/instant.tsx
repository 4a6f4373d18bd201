import { formatInstant } from '@/lib/moment';

export function Instant({ at }: { at: string }) {
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {formatInstant(at)}
    </time>
  );
}
