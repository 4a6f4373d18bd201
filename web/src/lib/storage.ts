// Where the browser blocks localStorage or has no room left, values live on for this visit.
const memory = new Map<string, string>();

/** localStorage that never throws: it is blocked or full in some browsers, and nothing here may depend on it. */
export function readLocal(key: string): string | null {
  try {
    return memory.get(key) ?? localStorage.getItem(`greenroom.${key}`);
  } catch {
    return memory.get(key) ?? null;
  }
}

export function writeLocal(key: string, value: string | null): void {
  memory.delete(key);
  try {
    if (value === null) localStorage.removeItem(`greenroom.${key}`);
    else localStorage.setItem(`greenroom.${key}`, value);
  } catch {
    if (value !== null) memory.set(key, value);
  }
}
