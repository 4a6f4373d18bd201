import { ApiProblem } from './problem';

/** The browser's own WebAuthn, by the methods that speak JSON: no library is needed where they are. */
export function canUsePasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** Lets the person make a passkey; the credential as JSON text, or null when they thought better of it. */
export function makePasskey(options: string): Promise<string | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON,
  );
  return answer(navigator.credentials.create({ publicKey }));
}

/** Lets the person show a passkey; the credential as JSON text, or null when they thought better of it. */
export function showPasskey(options: string): Promise<string | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    JSON.parse(options) as PublicKeyCredentialRequestOptionsJSON,
  );
  return answer(navigator.credentials.get({ publicKey }));
}

async function answer(asked: Promise<Credential | null>): Promise<string | null> {
  try {
    const credential = await asked;
    // JSON.stringify asks the credential's own toJSON.
    return credential === null ? null : JSON.stringify(credential);
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    // Closed, refused, or nobody came: the browser does not say which, and it has told the person itself.
    if (name === 'NotAllowedError' || name === 'AbortError') return null;
    throw passkeyProblem(name);
  }
}

function passkeyProblem(name: string): ApiProblem {
  const details: Record<string, string> = {
    InvalidStateError: 'There is a passkey for this account on this device already.',
    SecurityError:
      'Passkeys belong to the public address of this Greenroom, and this page has another. Open it there and try again.',
  };
  return new ApiProblem({
    code: `passkey.${name === '' ? 'failed' : name}`,
    status: 0,
    title: 'The passkey did not work',
    detail: details[name] ?? 'The browser could not use a passkey. Try again, or use another device.',
  });
}
