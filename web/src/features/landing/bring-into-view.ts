/** Scrolls there, and without a ride for those who asked for less motion: CSS cannot say so to a script. */
export function bringIntoView(element: Element | null | undefined, block: 'nearest' | 'start'): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element?.scrollIntoView?.({ block, behavior: isStill ? 'auto' : 'smooth' });
}
