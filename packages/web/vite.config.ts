/** How the web app is built and, in development, served beside a running server. */
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { chunkOf } from './build/chunks.ts';
import { emojiData } from './build/emoji.ts';
import { preloadFonts } from './build/fonts.ts';
import { packedCopies } from './build/packed.ts';

const server = process.env.PARLEY_URL ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [
    react(),
    emojiData(['en', 'th']),
    preloadFonts(/inter-latin-wght-normal.*\.woff2$/),
    packedCopies(),
  ],
  resolve: { conditions: ['parley:source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    // Icons and fonts stay files: a strict Content-Security-Policy needs no `data:` for them.
    assetsInlineLimit: 0,
    // What counts is weighed gzipped and in all, by tools/size.mjs.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: chunkOf, includeDependenciesRecursively: false }] } },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/healthz': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
