/** Collects streamed text and hands it out by whole sentences, so that a live region is not read word by word. */
export function createSentenceBuffer(): { push: (text: string) => string[]; flush: () => string[] } {
  let rest = '';
  return {
    push(text) {
      rest += text;
      const sentences: string[] = [];
      for (let match = sentenceEnd.exec(rest); match; match = sentenceEnd.exec(rest)) {
        const end = match.index + match[0].length;
        sentences.push(rest.slice(0, end).trim());
        rest = rest.slice(end);
      }
      return sentences.filter((sentence) => sentence !== '');
    },
    flush() {
      const last = rest.trim();
      rest = '';
      return last === '' ? [] : [last];
    },
  };
}

// An end counts only with white space behind it: "0.5" and "e.g.x" go on.
const sentenceEnd = /[.!?:][)"'\u201d\u2019]*\s+|\n+/;
