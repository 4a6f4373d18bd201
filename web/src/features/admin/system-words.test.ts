import { expect, test } from 'vitest';
import { system } from '@/test/admin-fixtures';
import type { System } from './api';
import { backupWords, jobsWords, mailWords } from './system-words';

const now = Date.parse('2026-11-29T05:00:00Z');
const made = {
  started_at: '2026-11-29T02:00:00Z',
  file_name: 'a.db',
  size_bytes: 412_000,
  ok: true,
  error: null,
};
const failed = { ...made, size_bytes: null, ok: false, error: 'No space left on device' };
const backup = (part: Partial<System>) => backupWords({ ...system, ...part }, now);

test('one failed job and several', () => {
  expect(jobsWords({ ...system, jobs_failed: 1 }).text).toMatch(/^1 job went wrong and waits for/);
  expect(jobsWords({ ...system, jobs_failed: 2 })).toMatchObject({ isBad: true });
  expect(jobsWords(system).isBad).toBe(false);
});

test('a backup that was made says when, where and how large', () => {
  expect(backup({ last_backup: made })).toEqual({
    text: 'The last backup was made and checked 3 hours ago: a.db, 412 KB.',
    isBad: false,
  });
});

test('one that failed says why, and what to do', () => {
  expect(backup({ last_backup: failed })).toEqual({
    text: 'The last backup failed, 3 hours ago: No space left on device. Mend the cause, then make one with ./run backup.',
    isBad: true,
  });
});

test('one that is days old is told, although it went well', () => {
  const old = backup({ last_backup: { ...made, started_at: '2026-11-20T02:00:00Z' } });

  expect(old.text).toMatch(/there should be one each day/);
  expect(old.isBad).toBe(true);
});

test('none yet, none here, none wanted', () => {
  expect(backup({ last_backup: null }).text).toMatch(/^No backup has been made yet/);
  expect(backup({ last_backup: null, backups_are_scheduled: false, engine: 'postgres' })).toMatchObject({
    text: expect.stringMatching(/^Backups are not scheduled here: PostgreSQL/) as string,
    isBad: false,
  });
  expect(backup({ last_backup: null, backups_are_scheduled: false })).toMatchObject({
    text: expect.stringMatching(/^Backups are switched off/) as string,
    isBad: true,
  });
  expect(backup({ last_backup: made, backups_are_scheduled: false, engine: 'postgres' }).text).toMatch(
    /made and checked 3 hours ago/,
  );
});

test('mails: taken, waiting, written as files', () => {
  expect(mailWords(system).text).toBe('The mail server has taken every mail.');
  expect(mailWords({ ...system, mails_waiting: 1 }).text).toMatch(/^1 mail waits/);
  expect(mailWords({ ...system, sends_mail: false, mails_waiting: 3 }).text).toMatch(
    /^No mail server is set/,
  );
});
