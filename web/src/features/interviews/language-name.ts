/** In English, for a sentence: "German". */
export const languageName = (tag: string) => new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;

/** For somebody who looks for their own language, and for somebody who does not read it: "Deutsch (German)". */
export function languageLabel(tag: string): string {
  const own = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  const english = languageName(tag);
  const named = own.charAt(0).toLocaleUpperCase(tag) + own.slice(1);
  return named === english ? english : `${named} (${english})`;
}

/** Something that DisplayNames does not throw at: what a browser remembers may have been written by anybody. */
export const isLanguageTag = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/.test(value);
