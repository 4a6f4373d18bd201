export type Quote = { start: number | null; length: number | null };
export type Segment<Q> = { text: string; quotes: Q[] };

/** Cuts a text at the edges of its quotes. Quotes may overlap; a piece names every quote that covers it. */
export function cutByQuotes<Q extends Quote>(text: string, quotes: readonly Q[]): Segment<Q>[] {
  const spans = quotes.flatMap((quote) => {
    if (quote.start === null || !quote.length) return [];
    const start = Math.max(0, quote.start);
    const end = Math.min(text.length, quote.start + quote.length);
    return start < end ? [{ quote, start, end }] : [];
  });
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])];
  edges.sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length;
    const covering = spans.filter(({ start, end }) => start <= from && end >= to);
    return { text: text.slice(from, to), quotes: covering.map(({ quote }) => quote) };
  });
}
