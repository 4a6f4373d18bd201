import { formatSize } from '@/lib/file-size';
import { count, formatAgo } from '@/lib/format';
import { formatInstant } from '@/lib/moment';
import type { System } from './api';

/** What stands and, where something is to be done, what. */
export type Said = { text: string; isBad: boolean };

const twoDays = 2 * 86_400_000;

export function jobsWords({ jobs_failed: failed, jobs_due: due, jobs_running: running }: System): Said {
  if (failed > 0) {
    return {
      text: `${count(failed, 'job')} went wrong and ${failed === 1 ? 'waits' : 'wait'} for another try. The server tries again by itself; the list says why, and Try now does not wait.`,
      isBad: true,
    };
  }
  return { text: `No job has failed. ${running} running, ${due} due.`, isBad: false };
}

export function mailWords({ sends_mail: sends, mails_waiting: waiting }: System): Said {
  if (!sends) {
    return {
      text: 'No mail server is set, so mails are written as files into the folder outbox of the data. Set SMTP_URL to send them.',
      isBad: false,
    };
  }
  return {
    text:
      waiting === 0
        ? 'The mail server has taken every mail.'
        : `${count(waiting, 'mail')} ${waiting === 1 ? 'waits' : 'wait'} for the mail server. If that stays so, see which jobs have failed and why.`,
    isBad: false,
  };
}

/** A backup that is missing must be seen here, and not when it is needed. */
export function backupWords(system: System, now = Date.now()): Said {
  const { last_backup: last, backups_are_scheduled: isScheduled, engine } = system;
  if (last && !last.ok) {
    return {
      text: `The last backup failed, ${formatAgo(last.started_at, now)}: ${sentence(last.error ?? 'no reason was given')} Mend the cause, then make one with ./run backup.`,
      isBad: true,
    };
  }
  const made = last
    ? `The last backup was made and checked ${formatAgo(last.started_at, now)}: ${last.file_name}${last.size_bytes === null ? '' : `, ${formatSize(last.size_bytes)}`}.`
    : null;
  if (!isScheduled) {
    const why =
      engine === 'postgres'
        ? 'Backups are not scheduled here: PostgreSQL is backed up by its own means, by its service or by pg_dump with a timer.'
        : 'Backups are switched off on this server (Backups__Enabled). Make them with ./run backup, or switch them on.';
    return { text: made ? `${why} ${made}` : why, isBad: engine !== 'postgres' && made === null };
  }
  if (!last || made === null) {
    return {
      text: 'No backup has been made yet. One comes each day; ./run backup makes one now.',
      isBad: false,
    };
  }
  return now - Date.parse(last.started_at) > twoDays
    ? {
        text: `The last backup is of ${formatInstant(last.started_at)}, and there should be one each day. See the log of the server, and make one with ./run backup.`,
        isBad: true,
      }
    : { text: made, isBad: false };
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
