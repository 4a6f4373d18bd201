const sentences: Record<string, string> = {
  github_state: 'That took too long, or it began in another browser. Try again.',
  github_denied: 'You said no at GitHub, so nothing has changed here.',
  github_failed: 'GitHub did not answer as it should. Try again in a moment.',
  github_email_taken:
    'There is an account with the address that you have at GitHub. Log in with its password, then link GitHub in the settings.',
  github_no_email:
    'GitHub did not show us an address that it has verified. Verify your primary address there, or sign up with an address here.',
  github_second_factor:
    'This account asks for a code as well. Log in with its password, and type the code then.',
  github_taken: 'This account at GitHub is linked to another account here.',
  github_limited: 'Too many tries. Wait a minute and try again.',
};

/** What the server has to say about the way back from GitHub, or null. */
export function gitHubMessage(search: URLSearchParams): string | null {
  const code = search.get('error');
  return code?.startsWith('github_') ? (sentences[code] ?? sentences.github_failed ?? null) : null;
}
