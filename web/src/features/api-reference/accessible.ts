/**
 * Swagger UI leaves some controls without a name and some scrolling boxes out of reach of the keyboard.
 * Watches the widget and mends each as it appears. Returns the way to stop.
 */
export function nameEverything(root: HTMLElement): () => void {
  const mend = () => {
    for (const control of root.querySelectorAll('select, input, textarea')) {
      if (control.hasAttribute('aria-label') || control.closest('label')) continue;
      const row = control.closest('tr')?.querySelector('.parameter__name')?.textContent;
      const section = control
        .closest('.opblock-section, .responses-inner, .response')
        ?.querySelector('h4, h5')?.textContent;
      control.setAttribute('aria-label', (row ?? section ?? 'Value').replace('*', '').trim());
    }
    // Every table of answers calls itself a region of the page, all by the same name.
    for (const table of root.querySelectorAll('table[role="region"]')) table.removeAttribute('role');
    for (const box of root.querySelectorAll('pre, .example, .table-container'))
      box.setAttribute('tabindex', '0');
  };
  const observer = new MutationObserver(mend);
  observer.observe(root, { childList: true, subtree: true });
  mend();
  return () => observer.disconnect();
}
