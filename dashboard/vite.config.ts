import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.POLYLOG_URL ?? 'http://127.0.0.1:4000';

/** `vite dashboard` serves the page with hot reload on port 5173, on the API of a running `npm start`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // light-dark() stays as it is.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // A strict policy for scripts and styles takes no inlined files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/graphql': api, '/live': api, '/config.json': api, '/v1': api },
  },
});
