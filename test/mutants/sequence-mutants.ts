import { isItem, type Json, type Mutant, wire } from './mutant.ts';

const idOf = (url: string): string => url.split('/').at(-1)?.split('?')[0] ?? '';

/** What goes wrong only after certain requests, in a certain order. */
export const SEQUENCE_MUTANTS: Mutant[] = [
  wire('idempotency', 'an Idempotency-Key means nothing', 'done_once', () => ({
    onRequest: ({ headers }) => {
      delete headers['idempotency-key'];
    },
  })),
  wire('idempotency', 'a repeated request is done again', 'done_once', () => {
    const known = new Set<unknown>();
    return {
      onRequest: ({ headers }) => {
        const key = headers['idempotency-key'];
        if (key !== undefined && !known.has(key)) known.add(key);
        else delete headers['idempotency-key'];
      },
    };
  }),
  wire('idempotency', 'another request under the same Idempotency-Key is done too', 'done_once', () => {
    const bodies = new Map<unknown, string>();
    return {
      onRequest: ({ headers, text }) => {
        const key = headers['idempotency-key'];
        if (key === undefined) return;
        if ((bodies.get(key) ?? text) !== text) delete headers['idempotency-key'];
        bodies.set(key, text);
      },
    };
  }),
  wire('idempotency', 'a repeated request gets a 200', 'done_once', () => ({
    onResponse: (_request, response) => {
      if (response.headers['idempotent-replayed'] !== undefined) response.status = 200;
    },
  })),
  wire('sequences', 'a delete hides the agent that was made next from the list', 'lists_each_once', () => {
    const made: string[] = [];
    const hidden = new Set<string>();
    return {
      onResponse: (request, response) => {
        if (request.method === 'POST' && response.status === 201) made.push(response.json.id);
        if (request.method === 'DELETE' && response.status === 204) {
          const next = made[made.indexOf(idOf(request.url)) + 1];
          if (next !== undefined) hidden.add(next);
        }
        if (Array.isArray(response.json?.agents)) {
          response.json.agents = response.json.agents.filter(({ id }: Json) => !hidden.has(id));
        }
      },
    };
  }),
  wire('sequences', 'an agent gets the id of one that was deleted', 'creates_unique_id', () => {
    const deleted: string[] = [];
    return {
      onResponse: (request, response) => {
        if (request.method === 'DELETE' && response.status === 204) deleted.push(idOf(request.url));
        if (request.method === 'POST' && response.status === 201) response.json.id = deleted.pop() ?? response.json.id;
      },
    };
  }),
  wire('sequences', 'an update of one agent shows in the one that was read before', 'leaves_others_alone', () => {
    let read = '';
    let written: Json;
    return {
      onResponse: (request, response) => {
        if (request.method === 'PATCH' && response.status === 200 && idOf(request.url) !== read)
          written = response.json.name;
        if (request.method !== 'GET' || !isItem(request.url) || response.status !== 200) return;
        if (idOf(request.url) === read && written !== undefined) response.json.name = written;
        read = idOf(request.url);
        written = undefined;
      },
    };
  }),
  wire('sequences', 'an update is not done when another agent was made since the last one', 'update_is_kept', () => {
    let isNew = false;
    return {
      onRequest: (request) => {
        if (request.method === 'PATCH' && request.json && isNew) {
          const { name } = request.json;
          request.json = name === undefined ? { navigator_mode: false } : { name };
          isNew = false;
        }
      },
      onResponse: (request, response) => {
        if (request.method === 'POST' && response.status === 201) isNew = true;
      },
    };
  }),
  wire('sequences', 'of two deletes one after the other the second does not', 'use_after_free', () => {
    let isAfterDelete = false;
    return {
      onRequest: (request) => {
        request.deleted = request.method === 'DELETE' && isAfterDelete;
        isAfterDelete = request.method === 'DELETE' && !isAfterDelete;
        if (request.deleted) request.method = 'GET';
      },
      onResponse: (request, response) => {
        if (request.deleted && response.status === 200) {
          Object.assign(response, { status: 204, json: undefined, text: '' });
        }
      },
    };
  }),
  wire('sequences', 'an update repeated is rejected', 'repeatable_updates', () => {
    let last = '';
    return {
      onRequest: (request) => {
        const now = `${request.url} ${request.text}`;
        if (request.method === 'PATCH' && request.json && now === last) request.url += 'x';
        last = now;
      },
    };
  }),
];
