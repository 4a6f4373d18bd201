import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditNames, auditWords } from './audit-words';

test('every event of docs/audit-log.md has a sentence, and there is none besides', () => {
  const table = readFileSync('../docs/audit-log.md', 'utf8');
  const documented = [...table.matchAll(/^\| `([a-z_.]+)` \|/gm)].map((row) => row[1]);

  expect(documented.length).toBeGreaterThan(20);
  expect([...auditNames].sort()).toEqual([...documented].sort());
});

test('a sentence says what happened, and an unknown event keeps its name', () => {
  expect(auditWords('account.password_changed')).toBe('The password was changed');
  expect(auditWords('account.of_tomorrow')).toBe('account.of_tomorrow');
  expect(auditWords('constructor')).toBe('constructor');
});

test('sentences are no sentences twice', () => {
  expect(new Set(auditNames.map(auditWords)).size).toBe(auditNames.length);
});
