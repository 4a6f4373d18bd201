/** Where the focus goes when what had it leaves the page: to the page's heading, and not to nowhere. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}
