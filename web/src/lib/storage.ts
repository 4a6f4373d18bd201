// Where the browser blocks its storage or has no room left, values live on for this visit.
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

/** Of this tab alone, for the way to another site and back. Where it is blocked nothing is remembered. */
export function readTab(key: string): string | null {
  try {
    return sessionStorage.getItem(`greenroom.${key}`);
  } catch {
    return null;
  }
}

export function writeTab(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(`greenroom.${key}`);
    else sessionStorage.setItem(`greenroom.${key}`, value);
  } catch {
    // As promised: nothing is remembered.
  }
}
