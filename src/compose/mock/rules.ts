import { contract } from '../../../generated/operations.ts';
import { cursorErrors, fromCursor, toPage } from '../../api/pages.ts';
import { openFileCatalog } from '../../api/voices/catalog.ts';
import { filterVoices } from '../../api/voices/rules.ts';
import { readBundle } from '../../contract/document/read-bundle.ts';
import type { MockRules } from '../../contract/mock/state/rules.ts';
import { schemaCheck, schemaDefaults } from '../../contract/serve/schema.ts';
import { readConfig } from '../../platform/config.ts';
import { readModels } from '../dependencies.ts';
import { agentRules } from './agents.ts';
import { conversationRules } from './conversations.ts';
import { rejectFields } from './rule-responses.ts';

// The rules of this API that its contract cannot state, for the stateful mock: the server's own functions, on memory in place
// of a database.

// Receivers of webhooks may be on this machine, as with the server.
const { ALLOW_PRIVATE_OUTBOUND } = process.env;
const config = readConfig({ ALLOW_PRIVATE_OUTBOUND });
const document = await readBundle(new URL('../../../generated/openapi.json', import.meta.url));
const check = schemaCheck(contract, 'VoiceList');
const catalog = await openFileCatalog(new URL('../../api/voices/catalog.json', import.meta.url), (value) =>
  check(value).flatMap(({ path, keyword, message }) => (keyword === 'maxItems' ? [] : [`${path} ${message}`])),
);
const voices = await catalog.list();
const models = await readModels(config);

/** Rules by operationId. */
export const rules: MockRules = {
  ...agentRules({
    createDefaults: schemaDefaults(document, 'CreateAgentRequest'),
    factsOf: ({ voice_id }) => ({
      models: models.models,
      outbound: { allowPrivate: config.allowPrivateOutbound, requireHttps: config.requireHttpsOutbound },
      voiceKnown: voices.some(({ id }) => id === voice_id),
    }),
  }),
  ...conversationRules({
    defaults: {
      llm: { provider: config.defaultLlmProvider, model: config.defaultLlmModel },
      inactivityTimeoutSeconds: config.defaultInactivityTimeoutSeconds,
    },
    livekit: {
      ...{ url: config.livekitUrl, apiKey: config.livekitApiKey },
      ...{ apiSecret: config.livekitApiSecret, agentName: config.livekitAgentName },
    },
    claimTimeoutSeconds: config.claimTimeoutSeconds,
  }),
  listLlmModels: () => ({ response: { status: 200, body: models } }),
  listVoices: (request) => {
    const { cursor, limit, ...filters } = request.query;
    const rejected = rejectFields(request, cursorErrors('voices', cursor) ?? {});
    if (rejected !== undefined) return rejected;
    const found = filterVoices([...voices], filters as Parameters<typeof filterVoices>[1]);
    const after = cursor === undefined ? undefined : fromCursor('voices', String(cursor));
    const rest = found.filter(({ id }) => after === undefined || id > after);
    const { rows, ...position } = toPage(rest, { list: 'voices', limit: Number(limit), idOf: ({ id }) => id });
    return { response: { status: 200, body: { voices: rows, ...position } } };
  },
};
