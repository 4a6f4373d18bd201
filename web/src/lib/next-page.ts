/** Where to go after the login: the page asked for, if it is one of ours. */
export function nextPage(search: URLSearchParams): string {
  const next = search.get('next') ?? '';
  // "//host" and "/\host" would leave the site.
  return /^\/(?![/\\])/.test(next) ? next : '/app';
}
