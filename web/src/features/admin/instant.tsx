import { formatInstant } from '@/lib/format';

export function Instant({ at }: { at: string }) {
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {formatInstant(at)}
    </time>
  );
}
