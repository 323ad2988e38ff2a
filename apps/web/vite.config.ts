import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const api = process.env['SATSUMA_API'] ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  // The packages of this repository are bundled from their sources, so that a build never meets a stale `dist`.
  resolve: { conditions: ['@satsuma/source', ...defaultClientConditions] },
  server: { port: 4180, strictPort: true, proxy: { '/v1': { target: api, changeOrigin: false } } },
  build: {
    target: 'es2023',
    // Browsers that know light-dark(), which every colour here is written with.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: true,
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
  },
});
