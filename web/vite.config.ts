import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env.API_URL ?? 'http://localhost:8080';

/** Inter carries the interface, so it is fetched beside the script. Newsreader may arrive a moment later. */
function preloadInter(): Plugin {
  return {
    name: 'preload-inter',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
            injectTo: 'head-prepend' as const,
          })),
    },
  };
}

/** The landing is a chunk of its own; theme.js asks for it beside the entry, and only on that address. */
function preloadLanding(): Plugin {
  return {
    name: 'preload-landing',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const landing = chunks.find((chunk) => chunk.name === 'landing');
        if (!landing) return html;
        const files = new Set([landing.fileName]);
        for (const file of files) {
          for (const needed of chunks.find((chunk) => chunk.fileName === file)?.imports ?? []) {
            if (!html.includes(needed)) files.add(needed);
          }
        }
        return html.replace(
          'src="/theme.js"',
          `src="/theme.js" data-landing="${[...files].map((file) => `/${file}`).join(' ')}"`,
        );
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadInter(), preloadLanding()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    // The content security policy knows neither data: fonts nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Swagger UI is one file of a megabyte that only /docs/api loads.
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      output: {
        // What every page needs is one file that stays in the cache from version to version.
        codeSplitting: {
          groups: [{ name: 'vendor', test: /node_modules\/(react|react-dom|scheduler|react-router)\// }],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/auth', '/openapi', '/health'].map((path) => [path, server])),
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:5173' } },
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
    // Vitest leaves one core free, which is half of a small machine.
    maxWorkers: '100%',
  },
});
