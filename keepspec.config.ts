import { defineConfig } from './src/contract/config.ts';

export default defineConfig({
  document: 'openapi/openapi.yaml',
  build: { out: 'generated', clientRuntime: '../src/contract/client/client.ts' },
  mock: {
    scenarios: {
      'empty-account': { state: 'empty' },
      'expired-key': { for: 'secured', code: 401 },
      'rate-limited': { code: 429, headers: { 'retry-after': 2 } },
      slow: { delay: '1500-3000' },
    },
  },
  docs: {
    out: 'dist/docs',
    guides: 'docs/guides',
    sampleClient: 'voice-agents-client',
    sampleUrl: 'http://127.0.0.1:3000',
    sampleVariable: ['ApiKey=KEY'],
  },
});
