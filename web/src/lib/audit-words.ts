/** What each event of the audit log says to people, in the order of docs/audit-log.md. About an account or the server, never "you": the same words stand in both lists. */
const sentences: Readonly<Record<string, string>> = {
  'account.registered': 'The account was made',
  'account.claimed': 'The guest account was kept',
  'account.email_verified': 'The address was confirmed',
  'account.email_change_requested': 'A change of the address was asked for',
  'account.email_changed': 'The address was changed',
  'account.password_changed': 'The password was changed',
  'account.password_reset_requested': 'A link for a new password was asked for',
  'account.password_reset': 'A new password was set by a mailed link',
  'account.github_linked': 'GitHub was linked',
  'account.github_unlinked': 'GitHub was unlinked',
  'account.second_factor_enabled': 'The second factor was switched on',
  'account.second_factor_disabled': 'The second factor was switched off',
  'account.recovery_codes_renewed': 'New recovery codes were made',
  'account.recovery_code_used': 'A recovery code was used',
  'account.passkey_added': 'A passkey was added',
  'account.passkey_removed': 'A passkey was removed',
  'account.export_requested': 'A copy of all data was asked for',
  'account.deletion_requested': 'The deletion of the account was asked for',
  'account.deletion_undone': 'The deletion was undone by a log-in',
  'account.erased': 'The account was deleted',
  'account.admin_granted': 'The account became an administrator',
  'session.logged_in': 'Logged in',
  'session.login_failed': 'A wrong password was tried',
  'session.login_locked': 'Refused after too many wrong passwords',
  'session.refresh_reused': 'The key of a session came twice, so the session was ended',
  'session.logged_out': 'Logged out',
  'session.ended': 'A session was ended from the list',
  'session.replaced': 'A session was replaced by a newer log-in',
  'growth.account_connected': 'An account at a platform was connected',
  'growth.account_disconnected': 'An account at a platform was disconnected',
  'admin.viewed': 'Seen by the administration',
  'admin.password_failed': "A wrong operator's password was tried",
  'admin.job_retried': 'A failed job was tried again',
  'server.rate_limited': 'A limit was reached',
  'server.started': 'The server started',
  'server.migrated': 'The database was brought up to date',
};

export const auditNames: readonly string[] = Object.keys(sentences);

/** A server may be newer than this page: an event that it does not know keeps its name. */
export function auditWords(name: string): string {
  return Object.hasOwn(sentences, name) ? (sentences[name] ?? name) : name;
}
