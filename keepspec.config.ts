import { defineConfig } from './src/contract/config.ts';
import type { WebhookCause } from './src/contract/mock/webhooks/settings.ts';

/** The agent of the conversation of a response, with its `webhook_secret`. */
function agentOf({ data, response }: WebhookCause): Record<string, unknown> | undefined {
  const { agent_id: id } = response.body as { agent_id?: string };
  return id === undefined ? undefined : data?.find('Agent', id);
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export default defineConfig({
  document: 'openapi/openapi.yaml',
  build: { out: 'generated', clientRuntime: '../src/contract/client/client.ts' },
  mock: {
    stateful: true,
    rules: 'src/compose/mock/rules.ts',
    scenarios: {
      'empty-account': { state: 'empty' },
      'expired-key': { for: 'secured', code: 401 },
      'rate-limited': { code: 429, headers: { 'retry-after': 2 } },
      slow: { delay: '1500-3000' },
    },
    webhooks: {
      'conversation.completed': {
        after: ['completeConversation'],
        url: (cause) => textOf(agentOf(cause)?.webhook_url),
        secret: (cause) => textOf(agentOf(cause)?.webhook_secret),
      },
    },
  },
  docs: {
    out: 'dist/docs',
    guides: 'docs/guides',
    sampleClient: 'voice-agents-client',
    sampleUrl: 'http://127.0.0.1:3000',
    sampleVariable: ['ApiKey=KEY'],
  },
  diff: { released: 'openapi/released', exceptions: 'openapi/exceptions.json' },
});
