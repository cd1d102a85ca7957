import { defineConfig } from './src/contract/config.ts';

export default defineConfig({
  document: 'openapi/openapi.yaml',
  build: { out: 'generated', clientRuntime: '../src/contract/client/client.ts' },
  docs: { out: 'dist/docs/index.html' },
});
