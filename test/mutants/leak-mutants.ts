import { isItem, type Json, type Mutant, wire } from './mutant.ts';

const says = (message: string) => (response: Json) => {
  if (response.json?.error) response.json.error.message = message;
};

/** Errors that say too much of credentials, and credentials that are not asked for. */
export const LEAK_MUTANTS: Mutant[] = [
  wire('leaks', 'an error repeats the Authorization header', 'no_leak', () => ({
    onResponse: (request, response) => {
      if (response.status === 404) says(`There is none for ${request.headers.authorization}`)(response);
    },
  })),
  wire('leaks', 'an agent of another workspace has an error of its own', 'no_leak', () => {
    const known = new Set<string>();
    return {
      onRequest: (request, { other }) => {
        request.deleted = request.headers.authorization === other;
      },
      onResponse: (request, response) => {
        const { id } = response.json ?? {};
        if (response.status === 201 && typeof id === 'string') known.add(id);
        const [asked = ''] = /agent_[^/?]+/.exec(request.url) ?? [];
        const isStranger = request.deleted === true && isItem(request.url);
        if (isStranger && response.status === 404 && known.has(asked)) says('It is in another workspace.')(response);
      },
    };
  }),
  wire('leaks', 'an empty token is as good as one', 'ignored_auth', () => ({
    onRequest: (request, real) => {
      if (request.headers.authorization?.trim() === 'Bearer') request.headers.authorization = real.authorization;
    },
  })),
  wire('leaks', 'an update without credentials is rejected and performed', 'ignored_auth', () => ({
    onRequest: (request, real) => {
      if (request.method !== 'PATCH' || request.headers.authorization !== undefined) return;
      request.headers.authorization = real.authorization;
      request.deleted = true;
    },
    onResponse: (request, response) => {
      if (request.deleted !== true) return;
      response.status = 401;
      response.headers['www-authenticate'] = 'Bearer';
      const error = { code: 'unauthorized', message: 'Credentials are missing.' };
      response.json = { error, request_id: response.headers['x-request-id'] };
    },
  })),
];
