import type { CheckName } from '../../src/contract/verify/check-names.ts';
import { isItem, type Mutant, wire } from './mutant.ts';
import type { Wire, WireRequest } from './proxy.ts';

function race(name: string, by: CheckName, make: () => Wire): Mutant {
  return wire('races', name, by, make);
}

/** Notes how many requests of a kind are under way. */
function createTraffic() {
  const open = new Map<string, number>();
  const begun = new Map<WireRequest, string>();
  return {
    /** Returns how many others with the same name are under way. */
    begin: (request: WireRequest, name: string): number => {
      const others = open.get(name) ?? 0;
      open.set(name, others + 1);
      begun.set(request, name);
      return others;
    },
    count: (name: string): number => open.get(name) ?? 0,
    end: (request: WireRequest): void => {
      const name = begun.get(request);
      if (name === undefined) return;
      begun.delete(request);
      open.set(name, (open.get(name) ?? 1) - 1);
    },
  };
}

/** Sends a read in place of a write. */
function readInstead(request: WireRequest): void {
  request.method = 'GET';
  request.json = undefined;
  request.text = '';
  delete request.headers['if-match'];
  delete request.headers['content-type'];
}

/** What goes wrong only while requests are under way at once. */
export const RACE_MUTANTS: Mutant[] = [
  race('of two updates at once the second is not done', 'no_lost_update', () => {
    const traffic = createTraffic();
    return {
      onRequest: (request) => {
        if (request.method === 'PATCH' && isItem(request.url) && traffic.begin(request, request.url) > 0) {
          readInstead(request);
        }
      },
      onResponse: (request) => traffic.end(request),
    };
  }),
  race('a deletion is not done during an update', 'deletes_are_final', () => {
    const updates = createTraffic();
    const deleted = new Set<WireRequest>();
    return {
      onRequest: (request) => {
        if (request.method === 'PATCH') updates.begin(request, request.url);
        if (request.method !== 'DELETE' || updates.count(request.url) === 0) return;
        readInstead(request);
        deleted.add(request);
      },
      onResponse: (request, response) => {
        updates.end(request);
        if (deleted.delete(request) && response.status === 200) {
          Object.assign(response, { status: 204, json: undefined, text: '' });
        }
      },
    };
  }),
  race('two requests at once with an Idempotency-Key are both done', 'idempotent_under_race', () => {
    const traffic = createTraffic();
    return {
      onRequest: (request) => {
        const key = request.headers['idempotency-key'];
        if (key !== undefined && traffic.begin(request, String(key)) > 0) delete request.headers['idempotency-key'];
      },
      onResponse: (request) => traffic.end(request),
    };
  }),
  race('two agents made at once have the same slug', 'unique_under_race', () => {
    const traffic = createTraffic();
    const slugs = new Map<WireRequest, string>();
    return {
      onRequest: (request) => {
        const slug = request.method === 'POST' ? request.json?.slug : undefined;
        if (typeof slug !== 'string' || traffic.begin(request, slug) === 0) return;
        slugs.set(request, slug);
        request.json.slug = `${slug.slice(0, 20)}-${crypto.randomUUID().slice(0, 8)}`;
      },
      onResponse: (request, response) => {
        traffic.end(request);
        const slug = slugs.get(request);
        if (slug !== undefined && response.json?.slug !== undefined) response.json.slug = slug;
      },
    };
  }),
];
