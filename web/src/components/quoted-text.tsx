import { cutByQuotes, type Quote } from '@/lib/quotes';

/** An answer with the words that earned or lost a point lit up. Line breaks stay as they were typed. */
type QuotedTextProps = { text: string; quotes: readonly Quote[]; lang?: string | undefined };

export function QuotedText({ text, quotes, lang }: QuotedTextProps) {
  return (
    <p lang={lang} className="whitespace-pre-wrap">
      {cutByQuotes(text, quotes).map((segment, index) =>
        segment.quotes.length > 0 ? <mark key={index}>{segment.text}</mark> : segment.text,
      )}
    </p>
  );
}
