import { cutByQuotes, type Quote } from '@/lib/quotes';

/** An answer with the words that earned or lost a point lit up. Line breaks stay as they were typed. */
export function QuotedText({ text, quotes }: { text: string; quotes: readonly Quote[] }) {
  return (
    <p className="whitespace-pre-wrap">
      {cutByQuotes(text, quotes).map((segment, index) =>
        segment.quotes.length > 0 ? <mark key={index}>{segment.text}</mark> : segment.text,
      )}
    </p>
  );
}
