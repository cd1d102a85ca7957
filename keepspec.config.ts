import { defineConfig } from './src/contract/config.ts';

export default defineConfig({
  document: 'openapi/openapi.yaml',
  build: { out: 'generated', clientRuntime: '../src/contract/client/client.ts' },
  docs: {
    out: 'dist/docs',
    guides: 'docs/guides',
    sampleClient: 'voice-agents-client',
    sampleUrl: 'http://127.0.0.1:3000',
    sampleVariable: ['ApiKey=KEY'],
  },
});
