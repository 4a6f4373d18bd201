// @vitest-environment node
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';

/** What the browser gets, built afresh: name -> bytes. */
const files = new Map<string, Uint8Array>();
let html = '';

beforeAll(async () => {
  // Without this the build would make React's development version.
  process.env.NODE_ENV = 'production';
  const built = await build({ logLevel: 'error', build: { write: false } });
  if (!('output' in built)) throw new Error('One build has one output.');
  for (const file of built.output) {
    const content = file.type === 'chunk' ? file.code : file.source;
    files.set(file.fileName, typeof content === 'string' ? Buffer.from(content) : content);
  }
  html = Buffer.from(files.get('index.html') ?? '').toString();
}, 60_000);

function zipped(names: string[]): number {
  return names.reduce((sum, name) => sum + gzipSync(files.get(name) ?? '').length, 0) / 1000;
}

/** Scripts that index.html asks for, and everything they import at once. */
function initialScripts(): string[] {
  const found = new Set(
    [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? ''),
  );
  for (const name of found) {
    const code = Buffer.from(files.get(name) ?? '').toString();
    for (const match of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      found.add(`assets/${match[1]}`);
  }
  return [...found];
}

const named = (pattern: RegExp) => [...files.keys()].filter((name) => pattern.test(name));

test('the first page of the app costs at most 125 KB of script', () => {
  const landing = (/data-landing="([^"]+)"/.exec(html)?.[1] ?? '').split(' ').map((path) => path.slice(1));

  expect(landing[0]).toMatch(/landing-.*\.js$/);
  expect(zipped([...new Set([...initialScripts(), ...landing])])).toBeLessThanOrEqual(125);
});

test('style costs at most 12 KB, fonts at most 110 KB', () => {
  const styles = [...html.matchAll(/href="\/(assets\/[^"]+\.css)"/g)].map((match) => match[1] ?? '');
  const fonts = named(/\.woff2$/).reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0) / 1000;

  expect(styles).not.toHaveLength(0);
  expect(zipped(styles)).toBeLessThanOrEqual(12);
  expect(fonts).toBeGreaterThan(50);
  expect(fonts).toBeLessThanOrEqual(110);
});

test('forms and the API reference are never in the first load', () => {
  const code = initialScripts().map((name) => Buffer.from(files.get(name) ?? '').toString());

  for (const heavy of ['swagger', 'shouldUseNativeValidation', 'safeParse']) {
    expect(code.some((text) => text.includes(heavy))).toBe(false);
  }
});

test('the page obeys its own policy: no inline script or style, nothing from elsewhere', () => {
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect(html).not.toMatch(/(?:src|href)="https?:/);
  for (const name of named(/\.css$/))
    expect(Buffer.from(files.get(name) ?? '').toString()).not.toMatch(/url\(["']?(?:data:|https?:)/);
});

test('the lock file names no registry', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved": "/);
});
