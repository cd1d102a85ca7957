import { isItem, type Json, type Mutant, wire } from './mutant.ts';

/** What a server holds is not what it was told to hold. */
export const STATE_MUTANTS: Mutant[] = [
  wire('state', 'the list is the first that was ever asked for', 'lists_each_once', () => {
    let first: string | undefined;
    return {
      onResponse: (request, response) => {
        if (request.method !== 'GET' || !request.url.startsWith('/v1/agents?limit=2') || response.status !== 200)
          return;
        if (request.url.includes('cursor')) return;
        first ??= JSON.stringify(response.json);
        response.json = JSON.parse(first);
      },
    };
  }),
  wire('state', 'each page leaves its last row out', 'lists_each_once', () => ({
    onResponse: (_request, response) => {
      if (Array.isArray(response.json?.agents)) response.json.agents.pop();
    },
  })),
  wire('state', 'each page repeats its first row', 'lists_each_once', () => ({
    onResponse: (_request, response) => {
      if (response.json?.agents?.length > 0) response.json.agents.push(response.json.agents[0]);
    },
  })),
  wire('state', 'a read is of the time before the last update', 'update_is_kept', () => {
    const known = new Map<string, string>();
    return {
      onResponse: (request, response) => {
        if (request.method !== 'GET' || !isItem(request.url) || response.status !== 200) return;
        const now = JSON.stringify(response.json);
        response.json = JSON.parse(known.get(request.url) ?? now);
        known.set(request.url, now);
      },
    };
  }),
  wire('state', 'an update is confirmed and not done', 'update_is_kept', () => ({
    onRequest: (request) => {
      if (request.method === 'PATCH' && request.json && 'first_message' in request.json)
        delete request.json.first_message;
    },
  })),
  wire('state', 'an update wipes what it was not sent', 'update_keeps_the_rest', () => ({
    onRequest: (request) => {
      if (request.method === 'PATCH' && request.json && Object.keys(request.json).length === 1)
        request.json.prompt ??= '';
    },
  })),
  wire('state', 'null is taken for absent', 'negative_data_rejection', () => ({
    onRequest: (request) => {
      if (request.method !== 'PATCH' || !request.json) return;
      for (const [name, value] of Object.entries(request.json)) if (value === null) delete request.json[name];
    },
  })),
  ...['tts_speaking_rate', 'tts_playback_rate', 'response_delay_seconds'].flatMap((name) => [
    wire('state', `clear_${name} does nothing`, 'update_has_effect', () => ({
      onRequest: (request) => {
        if (request.json) delete request.json[`clear_${name}`];
      },
    })),
    wire('state', `a value wins over clear_${name}`, 'update_has_effect', () => ({
      onRequest: (request) => {
        if (request.json && name in request.json && request.method === 'PATCH') delete request.json[`clear_${name}`];
      },
    })),
    wire('state', `clear_${name} clears when it is false`, 'update_has_effect', () => ({
      onRequest: (request) => {
        if (request.json?.[`clear_${name}`] === false) request.json[`clear_${name}`] = true;
      },
    })),
  ]),
  wire('state', 'a delete that does not', 'use_after_free', () => ({
    onRequest: (request) => {
      if (request.method !== 'DELETE') return;
      request.method = 'GET';
      request.deleted = true;
    },
    onResponse: (request, response) => {
      if (request.deleted && response.status === 200)
        Object.assign(response, { status: 204, json: undefined, text: '' });
    },
  })),
  wire('state', 'what is deleted stays in the list', 'use_after_free', () => {
    const rows = new Map<string, Json>();
    const deleted: string[] = [];
    return {
      onResponse: (request, response) => {
        if (request.method === 'DELETE' && response.status === 204) deleted.push(request.url.split('/').at(-1) ?? '');
        if (!Array.isArray(response.json?.agents)) return;
        for (const row of response.json.agents) rows.set(row.id, row);
        if (!request.url.includes('cursor')) response.json.agents.push(...deleted.flatMap((id) => rows.get(id) ?? []));
      },
    };
  }),
  wire('state', 'an entity tag that does not move', 'entity_tags', () => ({
    onResponse: (request, response) => {
      if (isItem(request.url) && response.headers.etag) response.headers.etag = '"1"';
    },
  })),
  wire('state', 'If-Match is not looked at', 'entity_tags', () => ({
    onRequest: (request) => {
      delete request.headers['if-match'];
    },
  })),
  wire('state', 'If-None-Match is not looked at', 'entity_tags', () => ({
    onRequest: (request) => {
      delete request.headers['if-none-match'];
    },
  })),
  wire('state', 'HEAD is not known', 'head_matches_get', () => ({
    onResponse: (request, response) => {
      if (request.method === 'HEAD') response.status = 400;
    },
  })),
];
