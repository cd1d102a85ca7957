import { DARKROOM_DEFECTS, type DarkroomDefect } from '../contract/verify/darkroom/defects.ts';
import { DEFECTS, type Defect } from '../contract/verify/museum/server.ts';
import { LEAK_MUTANTS } from './leak-mutants.ts';
import { drop, isItem, type Mutant, parameter, responses, schema, set, wire } from './mutant.ts';
import { RACE_MUTANTS } from './race-mutants.ts';
import { SEQUENCE_MUTANTS } from './sequence-mutants.ts';
import { STATE_MUTANTS } from './state-mutants.ts';

/** The plain server pages by number, filters and sorts, which this API's own does not. */
const MUSEUM_MUTANTS = Object.entries(DEFECTS).map(
  ([name, by]): Mutant => ({ kind: 'museum', name, museum: name as Defect, by }),
);

/** The server with uploads and asynchronous jobs. */
const DARKROOM_MUTANTS = Object.entries(DARKROOM_DEFECTS).map(
  ([name, by]): Mutant => ({ kind: 'darkroom', name, darkroom: name as DarkroomDefect, by }),
);

export const MUTANTS: Mutant[] = [
  // Validation that is dropped, or off by one.
  schema('validation', 'AgentName', 'no minLength', 'negative_data_rejection', drop('minLength')),
  schema('validation', 'AgentName', 'minLength 2', 'positive_data_acceptance', set('minLength', 2)),
  schema('validation', 'AgentName', 'no maxLength', 'negative_data_rejection', drop('maxLength')),
  schema('validation', 'AgentName', 'maxLength 101', 'negative_data_rejection', set('maxLength', 101)),
  schema('validation', 'AgentName', 'maxLength 99', 'positive_data_acceptance', set('maxLength', 99)),
  schema('validation', 'AgentSlug', 'no pattern', 'negative_data_rejection', drop('pattern')),
  schema('validation', 'Temperature', 'maximum 1.01', 'negative_data_rejection', set('maximum', 1.01)),
  schema('validation', 'Temperature', 'maximum 0.99', 'positive_data_acceptance', set('maximum', 0.99)),
  schema('validation', 'Temperature', 'no minimum', 'negative_data_rejection', drop('minimum')),
  schema('validation', 'Temperature', 'any type', 'negative_data_rejection', drop('type')),
  schema('validation', 'MemoryRetentionDays', 'fractions', 'negative_data_rejection', (schema) => {
    schema.type = 'number';
    delete schema.format;
  }),
  schema('validation', 'MemoryRetentionDays', 'minimum -1', 'negative_data_rejection', set('minimum', -1)),
  schema('validation', 'HostnameAllowlist', 'maxItems 11', 'negative_data_rejection', set('maxItems', 11)),
  schema('validation', 'HostnameAllowlist', 'maxItems 9', 'positive_data_acceptance', set('maxItems', 9)),
  schema('validation', 'AllowedOrigins', 'no maxItems', 'negative_data_rejection', drop('maxItems')),
  schema('validation', 'IsPublic', 'texts too', 'negative_data_rejection', set('type', ['boolean', 'string'])),
  schema('validation', 'WidgetConfig', 'any style', 'negative_data_rejection', (schema) => {
    schema.properties.style = {};
  }),
  schema('validation', 'WidgetConfig', 'one style less', 'positive_data_acceptance', (schema) => {
    schema.properties.style.enum = schema.properties.style.enum.slice(0, 1);
  }),
  schema('validation', 'Amd', 'enabled not required', 'negative_data_rejection', (schema) => {
    schema.required = schema.required.filter((name: string) => name !== 'enabled');
  }),
  schema('validation', 'Amd', 'tuning required', 'positive_data_acceptance', (schema) => {
    schema.required = [...schema.required, 'tuning'];
  }),
  schema('validation', 'Amd', 'unknown properties', 'negative_data_rejection', drop('additionalProperties')),
  schema('validation', 'AmdTuning', 'zero allowed', 'negative_data_rejection', (schema) => {
    schema.properties.timeout_seconds = { ...schema.properties.timeout_seconds, type: 'number', minimum: 0 };
    delete schema.properties.timeout_seconds.exclusiveMinimum;
  }),
  schema('validation', 'AmdLeaveMessage', 'message not required', 'negative_data_rejection', (schema) => {
    schema.required = ['action'];
  }),
  schema('validation', 'CreateAgentRequest', 'voice_id not required', 'not_a_server_error', (schema) => {
    schema.required = ['name'];
  }),
  schema(
    'validation',
    'CreateAgentRequest',
    'unknown properties',
    'negative_data_rejection',
    drop('additionalProperties'),
  ),
  schema(
    'validation',
    'UpdateAgentRequest',
    'unknown properties',
    'negative_data_rejection',
    drop('additionalProperties'),
  ),
  schema('validation', 'UpdateAgentRequest', 'name required', 'positive_data_acceptance', set('required', ['name'])),
  schema('validation', 'Prompt', 'null too', 'negative_data_rejection', set('type', ['string', 'null'])),
  schema('validation', 'TtsPlaybackRate', 'null rejected', 'positive_data_acceptance', (schema) => {
    schema.type = 'number';
  }),
  schema('validation', 'TtsPlaybackRate', 'minimum 0.51', 'positive_data_acceptance', set('minimum', 0.51)),
  parameter('Limit', 'maximum 201', 'negative_data_rejection', (one) => set('maximum', 201)(one.schema)),
  parameter('Limit', 'minimum 0', 'negative_data_rejection', (one) => set('minimum', 0)(one.schema)),
  parameter('VoiceGenderFilter', 'any text', 'negative_data_rejection', (one) => {
    one.schema = { type: 'string' };
  }),

  // Coercion.
  wire('coercion', 'texts for numbers are taken', 'negative_data_rejection', () => ({
    onRequest: (request) => {
      if (typeof request.json?.temperature === 'string' && request.json.temperature.trim() !== '') {
        request.json.temperature = Number(request.json.temperature);
      }
    },
  })),
  wire('coercion', 'texts for booleans are taken', 'negative_data_rejection', () => ({
    onRequest: (request) => {
      if (typeof request.json?.is_public === 'string') request.json.is_public = request.json.is_public === 'true';
    },
  })),

  // Statuses and headers.
  responses('status', 'create returns 200', 'status_code_conformance', 201, (response) => {
    response.status = 200;
  }),
  responses('status', 'delete returns 200 with a body', 'status_code_conformance', 204, (response) => {
    response.status = 200;
    response.json = {};
  }),
  responses('status', 'an error of the caller is one of the server', 'not_a_server_error', 400, (response) => {
    response.status = 500;
  }),
  responses(
    'status',
    'an undeclared 418',
    'status_code_conformance',
    200,
    (response) => {
      response.status = 418;
    },
    'GET',
  ),
  responses('headers', 'no Location', 'response_headers_conformance', 201, (response) => {
    delete response.headers.location;
  }),
  responses('headers', 'no X-Request-Id', 'response_headers_conformance', 200, (response) => {
    delete response.headers['x-request-id'];
  }),
  responses('headers', 'no Allow', 'unsupported_method', 405, (response) => {
    delete response.headers.allow;
  }),
  responses('headers', 'Allow without a method', 'unsupported_method', 405, (response) => {
    response.headers.allow = 'GET';
  }),
  responses('headers', 'no WWW-Authenticate', 'status_semantics', 401, (response) => {
    delete response.headers['www-authenticate'];
  }),
  responses('headers', 'another content type', 'content_type_conformance', 200, (response) => {
    response.headers['content-type'] = 'text/html';
  }),

  // Bodies of responses.
  responses('responses', 'a property more', 'response_schema_conformance', 200, (response) => {
    if (response.json) response.json.internal_row = 7;
  }),
  responses('responses', 'a property less', 'response_schema_conformance', 200, (response) => {
    if (response.json?.agents === undefined) delete response.json?.created_at;
  }),
  responses('responses', 'a number as a text', 'response_schema_conformance', 200, (response) => {
    if (response.json?.temperature !== undefined) response.json.temperature = String(response.json.temperature);
  }),
  wire('secrets', 'a secret comes back in the response to the request that stored it', 'write_only_hidden', () => ({
    onResponse: (request, response) => {
      if (response.json?.id && request.json?.webhook_secret)
        response.headers['x-debug'] = encodeURI(request.json.webhook_secret);
    },
  })),
  wire('secrets', 'a rejection quotes the whole body', 'write_only_hidden', () => ({
    onResponse: (request, response) => {
      if (response.status === 400 && response.json?.error && request.json)
        response.json.error.message = JSON.stringify(request.json);
    },
  })),
  responses('errors', 'an error without its envelope', 'response_schema_conformance', 400, (response) => {
    response.json = { message: 'wrong' };
  }),
  responses('errors', 'fields name the wrong field', 'error_names_field', 400, (response) => {
    if (response.json?.error?.fields) response.json.error.fields = { other: 'is wrong' };
  }),
  responses('errors', 'only a few fields are named', 'error_names_field', 400, (response) => {
    if (response.json?.error?.fields) response.json.error.fields = {};
  }),

  // Which rejection.
  responses('rejections', '404 instead of 405', 'unsupported_method', 405, (response) => {
    response.status = 404;
  }),
  responses('rejections', 'an undeclared media type is a 200', 'negative_data_rejection', 415, (response) => {
    response.status = 200;
  }),
  responses('rejections', '413 is a 500', 'not_a_server_error', 413, (response) => {
    response.status = 500;
  }),
  responses('rejections', 'unknown paths are 200', 'negative_data_rejection', 404, (response) => {
    response.status = 200;
  }),
  wire('rejections', 'no key is as good as one', 'ignored_auth', () => ({
    onRequest: (request, real) => {
      request.headers.authorization ??= real.authorization;
    },
  })),
  wire('rejections', 'any key is as good as one', 'ignored_auth', () => ({
    onRequest: (request, real) => {
      if (request.headers.authorization?.includes('wrong')) request.headers.authorization = real.authorization;
    },
  })),
  wire('rejections', 'broken JSON is an empty body', 'negative_data_rejection', () => ({
    onRequest: (request) => {
      if (
        request.method === 'PATCH' &&
        request.json === undefined &&
        /json/.test(request.headers['content-type'] ?? '')
      )
        request.json = {};
    },
  })),

  ...MUSEUM_MUTANTS,
  ...DARKROOM_MUTANTS,
  ...STATE_MUTANTS,
  ...SEQUENCE_MUTANTS,
  ...LEAK_MUTANTS,
  ...RACE_MUTANTS,

  // Between workspaces.
  wire('workspaces', 'anybody may read', 'tenant_isolation', () => ({
    onRequest: (request, real) => {
      if (request.method === 'GET' && isItem(request.url) && request.headers.authorization === real.other)
        request.headers.authorization = real.authorization;
    },
  })),
  wire('workspaces', 'anybody may write', 'tenant_isolation', () => ({
    onRequest: (request, real) => {
      if (request.method === 'PATCH' && request.headers.authorization === real.other)
        request.headers.authorization = real.authorization;
    },
  })),
  wire('workspaces', 'anybody may list', 'tenant_isolation', () => ({
    onRequest: (request, real) => {
      if (request.url.startsWith('/v1/agents') && !isItem(request.url) && request.headers.authorization === real.other)
        request.headers.authorization = real.authorization;
    },
  })),

  // What breaks servers.
  wire('texts', 'characters outside the first plane are an error', 'not_a_server_error', () => ({
    onResponse: (request, response) => {
      if (/[\u{10000}-\u{10FFFF}]/u.test(JSON.stringify(request.json ?? ''))) response.status = 500;
    },
  })),
  wire('texts', 'a name makes a header', 'not_a_server_error', () => ({
    onResponse: (request, response) => {
      if (/\r\nSet-Cookie/.test(String(request.json?.name))) response.status = 502;
    },
  })),
  wire('texts', 'lengths count code units', 'positive_data_acceptance', () => ({
    onRequest: (request) => {
      if (typeof request.json?.name === 'string' && request.json.name.length > 100) request.json.name = 'x'.repeat(101);
    },
  })),
];
