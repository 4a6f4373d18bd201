/** localStorage that never throws: it is blocked or full in some browsers, and nothing here may depend on it. */
export function readLocal(key: string): string | null {
  try {
    return localStorage.getItem(`greenroom.${key}`);
  } catch {
    return null;
  }
}

export function writeLocal(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`greenroom.${key}`);
    else localStorage.setItem(`greenroom.${key}`, value);
  } catch {
    // The value lives on in memory for this visit.
  }
}
