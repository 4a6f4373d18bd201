/**
 * Copies the words of an element. False when the browser lets no script near the clipboard: then they are
 * selected, and the person's own Ctrl+C does it.
 */
export async function copyFrom(element: HTMLElement): Promise<boolean> {
  try {
    // Not there on plain http, refused without permission.
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    try {
      return document.execCommand('copy');
    } catch {
      return false;
    }
  }
}
