import type { OpenApiDocument, Schema } from '../../src/contract/document/document.ts';
import type { Wire } from './proxy.ts';

/** A server with one defect: a contract that differs from the true one, or a wire between the server and its caller. */
export type Mutant = { name: string; kind: string } & (
  | { contract: (document: OpenApiDocument) => void }
  | { wire: () => Wire }
);

// biome-ignore lint/suspicious/noExplicitAny: mutants reach into whatever the contract and the answers hold
type Json = any;

/** The server judges by a schema that has been changed. */
function schema(kind: string, name: string, what: string, change: (schema: Json) => void): Mutant {
  return {
    name: `${name}: ${what}`,
    kind,
    contract: (document) => change(document.components?.schemas?.[name] as Schema),
  };
}

function parameter(name: string, what: string, change: (parameter: Json) => void): Mutant {
  return {
    name: `${name}: ${what}`,
    kind: 'parameters',
    contract: (document) => change(document.components?.parameters?.[name]),
  };
}

function wire(kind: string, name: string, make: () => Wire): Mutant {
  return { kind, name, wire: make };
}

/** Answers with this status are changed. */
function answers(kind: string, name: string, status: number, change: (answer: Json) => void, method?: string): Mutant {
  return wire(kind, name, () => ({
    onAnswer: (request, answer) => {
      if (answer.status === status && (method === undefined || request.method === method)) change(answer);
    },
  }));
}

const isItem = (url: string): boolean => /^\/v1\/agents\/agent_/.test(url);
const drop = (keyword: string) => (schema: Json) => {
  delete schema[keyword];
};
const set = (keyword: string, value: unknown) => (schema: Json) => {
  schema[keyword] = value;
};

export const MUTANTS: Mutant[] = [
  // Validation that is dropped, or off by one.
  schema('validation', 'AgentName', 'no minLength', drop('minLength')),
  schema('validation', 'AgentName', 'minLength 2', set('minLength', 2)),
  schema('validation', 'AgentName', 'no maxLength', drop('maxLength')),
  schema('validation', 'AgentName', 'maxLength 101', set('maxLength', 101)),
  schema('validation', 'AgentName', 'maxLength 99', set('maxLength', 99)),
  schema('validation', 'AgentSlug', 'no pattern', drop('pattern')),
  schema('validation', 'Temperature', 'maximum 1.01', set('maximum', 1.01)),
  schema('validation', 'Temperature', 'maximum 0.99', set('maximum', 0.99)),
  schema('validation', 'Temperature', 'no minimum', drop('minimum')),
  schema('validation', 'Temperature', 'any type', drop('type')),
  schema('validation', 'MemoryRetentionDays', 'fractions', (schema) => {
    schema.type = 'number';
    delete schema.format;
  }),
  schema('validation', 'MemoryRetentionDays', 'minimum -1', set('minimum', -1)),
  schema('validation', 'HostnameAllowlist', 'maxItems 11', set('maxItems', 11)),
  schema('validation', 'HostnameAllowlist', 'maxItems 9', set('maxItems', 9)),
  schema('validation', 'AllowedOrigins', 'no maxItems', drop('maxItems')),
  schema('validation', 'IsPublic', 'texts too', set('type', ['boolean', 'string'])),
  schema('validation', 'WidgetConfig', 'any style', (schema) => {
    schema.properties.style = {};
  }),
  schema('validation', 'WidgetConfig', 'one style less', (schema) => {
    schema.properties.style.enum = schema.properties.style.enum.slice(0, 1);
  }),
  schema('validation', 'Amd', 'enabled not required', (schema) => {
    schema.required = schema.required.filter((name: string) => name !== 'enabled');
  }),
  schema('validation', 'Amd', 'tuning required', (schema) => {
    schema.required = [...schema.required, 'tuning'];
  }),
  schema('validation', 'Amd', 'unknown properties', drop('additionalProperties')),
  schema('validation', 'AmdTuning', 'zero allowed', (schema) => {
    schema.properties.timeout_seconds = { ...schema.properties.timeout_seconds, type: 'number', minimum: 0 };
    delete schema.properties.timeout_seconds.exclusiveMinimum;
  }),
  schema('validation', 'AmdLeaveMessage', 'message not required', (schema) => {
    schema.required = ['action'];
  }),
  schema('validation', 'CreateAgentRequest', 'voice_id not required', (schema) => {
    schema.required = ['name'];
  }),
  schema('validation', 'CreateAgentRequest', 'unknown properties', drop('additionalProperties')),
  schema('validation', 'UpdateAgentRequest', 'unknown properties', drop('additionalProperties')),
  schema('validation', 'UpdateAgentRequest', 'name required', set('required', ['name'])),
  schema('validation', 'Prompt', 'null too', set('type', ['string', 'null'])),
  schema('validation', 'TtsPlaybackRate', 'null refused', (schema) => {
    schema.type = 'number';
  }),
  schema('validation', 'TtsPlaybackRate', 'minimum 0.51', set('minimum', 0.51)),
  parameter('Limit', 'maximum 201', (one) => set('maximum', 201)(one.schema)),
  parameter('Limit', 'minimum 0', (one) => set('minimum', 0)(one.schema)),
  parameter('VoiceGenderFilter', 'any text', (one) => {
    one.schema = { type: 'string' };
  }),

  // Coercion.
  wire('coercion', 'texts for numbers are taken', () => ({
    onRequest: (request) => {
      if (typeof request.json?.temperature === 'string' && request.json.temperature.trim() !== '') {
        request.json.temperature = Number(request.json.temperature);
      }
    },
  })),
  wire('coercion', 'texts for booleans are taken', () => ({
    onRequest: (request) => {
      if (typeof request.json?.is_public === 'string') request.json.is_public = request.json.is_public === 'true';
    },
  })),

  // Statuses and headers.
  answers('status', 'create answers 200', 201, (answer) => {
    answer.status = 200;
  }),
  answers('status', 'delete answers 200 with a body', 204, (answer) => {
    answer.status = 200;
    answer.json = {};
  }),
  answers('status', 'an error of the caller is one of the server', 400, (answer) => {
    answer.status = 500;
  }),
  answers(
    'status',
    'an undeclared 418',
    200,
    (answer) => {
      answer.status = 418;
    },
    'GET',
  ),
  answers('headers', 'no Location', 201, (answer) => {
    delete answer.headers.location;
  }),
  answers('headers', 'no X-Request-Id', 200, (answer) => {
    delete answer.headers['x-request-id'];
  }),
  answers('headers', 'no Allow', 405, (answer) => {
    delete answer.headers.allow;
  }),
  answers('headers', 'Allow without a method', 405, (answer) => {
    answer.headers.allow = 'GET';
  }),
  answers('headers', 'no WWW-Authenticate', 401, (answer) => {
    delete answer.headers['www-authenticate'];
  }),
  answers('headers', 'another content type', 200, (answer) => {
    answer.headers['content-type'] = 'text/html';
  }),

  // Bodies of answers.
  answers('answers', 'a property more', 200, (answer) => {
    if (answer.json) answer.json.internal_row = 7;
  }),
  answers('answers', 'a property less', 200, (answer) => {
    if (answer.json?.agents === undefined) delete answer.json?.created_at;
  }),
  answers('answers', 'a number as a text', 200, (answer) => {
    if (answer.json?.temperature !== undefined) answer.json.temperature = String(answer.json.temperature);
  }),
  wire('secrets', 'a secret comes back in the answer that stored it', () => ({
    onAnswer: (request, answer) => {
      if (answer.json?.id && request.json?.webhook_secret)
        answer.headers['x-debug'] = encodeURI(request.json.webhook_secret);
    },
  })),
  wire('secrets', 'a refusal quotes the whole body', () => ({
    onAnswer: (request, answer) => {
      if (answer.status === 400 && answer.json?.error && request.json)
        answer.json.error.message = JSON.stringify(request.json);
    },
  })),
  answers('errors', 'an error without its envelope', 400, (answer) => {
    answer.json = { message: 'wrong' };
  }),
  answers('errors', 'fields name the wrong field', 400, (answer) => {
    if (answer.json?.error?.fields) answer.json.error.fields = { other: 'is wrong' };
  }),
  answers('errors', 'only a few fields are named', 400, (answer) => {
    if (answer.json?.error?.fields) answer.json.error.fields = {};
  }),

  // Which refusal.
  answers('refusals', '404 instead of 405', 405, (answer) => {
    answer.status = 404;
  }),
  answers('refusals', '400 instead of 415 of an undeclared media type', 415, (answer) => {
    answer.status = 200;
  }),
  answers('refusals', '413 is a 500', 413, (answer) => {
    answer.status = 500;
  }),
  answers('refusals', 'unknown paths are 200', 404, (answer) => {
    answer.status = 200;
  }),
  wire('refusals', 'no key is as good as one', () => ({
    onRequest: (request, real) => {
      request.headers.authorization ??= real.authorization;
    },
  })),
  wire('refusals', 'any key is as good as one', () => ({
    onRequest: (request, real) => {
      if (request.headers.authorization?.includes('wrong')) request.headers.authorization = real.authorization;
    },
  })),
  wire('refusals', 'broken JSON is an empty body', () => ({
    onRequest: (request) => {
      if (
        request.method === 'PATCH' &&
        request.json === undefined &&
        /json/.test(request.headers['content-type'] ?? '')
      )
        request.json = {};
    },
  })),

  // State.
  wire('state', 'the list is the first that was ever asked for', () => {
    let first: string | undefined;
    return {
      onAnswer: (request, answer) => {
        if (request.method !== 'GET' || !request.url.startsWith('/v1/agents?limit=2') || answer.status !== 200) return;
        if (request.url.includes('cursor')) return;
        first ??= JSON.stringify(answer.json);
        answer.json = JSON.parse(first);
      },
    };
  }),
  wire('state', 'each page leaves its last row out', () => ({
    onAnswer: (_request, answer) => {
      if (Array.isArray(answer.json?.agents)) answer.json.agents.pop();
    },
  })),
  wire('state', 'each page repeats its first row', () => ({
    onAnswer: (_request, answer) => {
      if (answer.json?.agents?.length > 0) answer.json.agents.push(answer.json.agents[0]);
    },
  })),
  wire('state', 'a read is of the time before the last update', () => {
    const known = new Map<string, string>();
    return {
      onAnswer: (request, answer) => {
        if (request.method !== 'GET' || !isItem(request.url) || answer.status !== 200) return;
        const now = JSON.stringify(answer.json);
        answer.json = JSON.parse(known.get(request.url) ?? now);
        known.set(request.url, now);
      },
    };
  }),
  wire('state', 'an update is answered and not done', () => ({
    onRequest: (request) => {
      if (request.method === 'PATCH' && request.json && 'first_message' in request.json)
        delete request.json.first_message;
    },
  })),
  wire('state', 'an update wipes what it was not sent', () => ({
    onRequest: (request) => {
      if (request.method === 'PATCH' && request.json && Object.keys(request.json).length === 1)
        request.json.prompt ??= '';
    },
  })),
  wire('state', 'null is taken for absent', () => ({
    onRequest: (request) => {
      if (request.method !== 'PATCH' || !request.json) return;
      for (const [name, value] of Object.entries(request.json)) if (value === null) delete request.json[name];
    },
  })),
  ...['tts_speaking_rate', 'tts_playback_rate', 'response_delay_seconds'].flatMap((name) => [
    wire('state', `clear_${name} does nothing`, () => ({
      onRequest: (request) => {
        if (request.json) delete request.json[`clear_${name}`];
      },
    })),
    wire('state', `a value wins over clear_${name}`, () => ({
      onRequest: (request) => {
        if (request.json && name in request.json && request.method === 'PATCH') delete request.json[`clear_${name}`];
      },
    })),
    wire('state', `clear_${name} clears when it is false`, () => ({
      onRequest: (request) => {
        if (request.json?.[`clear_${name}`] === false) request.json[`clear_${name}`] = true;
      },
    })),
  ]),
  wire('state', 'a delete that does not', () => ({
    onRequest: (request) => {
      if (request.method !== 'DELETE') return;
      request.method = 'GET';
      request.deleted = true;
    },
    onAnswer: (request, answer) => {
      if (request.deleted && answer.status === 200) Object.assign(answer, { status: 204, json: undefined, text: '' });
    },
  })),
  wire('state', 'what is deleted stays in the list', () => {
    const rows = new Map<string, Json>();
    const deleted: string[] = [];
    return {
      onAnswer: (request, answer) => {
        if (request.method === 'DELETE' && answer.status === 204) deleted.push(request.url.split('/').at(-1) ?? '');
        if (!Array.isArray(answer.json?.agents)) return;
        for (const row of answer.json.agents) rows.set(row.id, row);
        if (!request.url.includes('cursor')) answer.json.agents.push(...deleted.flatMap((id) => rows.get(id) ?? []));
      },
    };
  }),
  wire('state', 'an entity tag that does not move', () => ({
    onAnswer: (request, answer) => {
      if (isItem(request.url) && answer.headers.etag) answer.headers.etag = '"1"';
    },
  })),
  wire('state', 'If-Match is not looked at', () => ({
    onRequest: (request) => {
      delete request.headers['if-match'];
    },
  })),
  wire('state', 'If-None-Match is not looked at', () => ({
    onRequest: (request) => {
      delete request.headers['if-none-match'];
    },
  })),
  wire('state', 'HEAD is not known', () => ({
    onAnswer: (request, answer) => {
      if (request.method === 'HEAD') answer.status = 400;
    },
  })),

  // Between workspaces.
  wire('workspaces', 'anybody may read', () => ({
    onRequest: (request, real) => {
      if (request.method === 'GET' && isItem(request.url) && request.headers.authorization === real.other)
        request.headers.authorization = real.authorization;
    },
  })),
  wire('workspaces', 'anybody may write', () => ({
    onRequest: (request, real) => {
      if (request.method === 'PATCH' && request.headers.authorization === real.other)
        request.headers.authorization = real.authorization;
    },
  })),
  wire('workspaces', 'anybody may list', () => ({
    onRequest: (request, real) => {
      if (request.url.startsWith('/v1/agents') && !isItem(request.url) && request.headers.authorization === real.other)
        request.headers.authorization = real.authorization;
    },
  })),

  // What breaks servers.
  wire('texts', 'characters outside the first plane are an error', () => ({
    onAnswer: (request, answer) => {
      if (/[\u{10000}-\u{10FFFF}]/u.test(JSON.stringify(request.json ?? ''))) answer.status = 500;
    },
  })),
  wire('texts', 'a name makes a header', () => ({
    onAnswer: (request, answer) => {
      if (/\r\nSet-Cookie/.test(String(request.json?.name))) answer.status = 502;
    },
  })),
  wire('texts', 'lengths count code units', () => ({
    onRequest: (request) => {
      if (typeof request.json?.name === 'string' && request.json.name.length > 100) request.json.name = 'x'.repeat(101);
    },
  })),
];
