import type { Handlers } from '../../../generated/operations.ts';
import { invalidFields } from '../errors.ts';
import type { ServerHeaders, ValidateRulesOfInvalid } from '../invalid-requests.ts';
import { cursorErrors, fromCursor, toPage } from '../pages.ts';
import type { Principals } from '../principals.ts';
import { catalogUnavailable } from '../responses.ts';
import { CatalogUnavailable, type VoiceCatalog } from './catalog.ts';
import { filterVoices } from './rules.ts';

const VOICE_LIST = 'voices';

/** The handler of voices, and what the rules say of a request that the contract rejected. */
export function createVoiceHandlers(catalog: VoiceCatalog): {
  handlers: Pick<Handlers<Principals, ServerHeaders>, 'listVoices'>;
  validateRulesOfInvalid: ValidateRulesOfInvalid;
} {
  return {
    handlers: {
      listVoices: async ({ id, query }) => {
        const { cursor, limit, ...filters } = query;
        const errors = cursorErrors(VOICE_LIST, cursor);
        if (errors !== undefined) return invalidFields(id, errors);
        const after = cursor === undefined ? undefined : fromCursor(VOICE_LIST, cursor);
        try {
          const found = filterVoices(await catalog.list(), filters);
          const rest = found.filter((voice) => after === undefined || voice.id > after);
          const { rows, ...position } = toPage(rest, {
            list: VOICE_LIST,
            limit,
            idOf: (voice) => voice.id,
          });
          return { status: 200, body: { voices: rows, ...position } };
        } catch (error) {
          if (error instanceof CatalogUnavailable) return catalogUnavailable(id);
          throw error;
        }
      },
    },
    validateRulesOfInvalid: {
      listVoices: async ({ query }) => ({ errors: cursorErrors(VOICE_LIST, query.cursor) ?? {} }),
    },
  };
}
