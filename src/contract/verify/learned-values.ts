import { isObject } from '../document/references.ts';
import { rowsOf } from './resources.ts';
import type { Received } from './types.ts';

/** Values of one name that are kept. */
const MOST_KEPT = 5;

/** A value and the response that it was learned from. */
export type LearnedCandidate = { value: string | number; from: string };

/** Values that responses have had, by the names of the properties that can refer to them. */
export type ValueStore = {
  /** Learns the ids in a response. */
  add: (operation: { operationId: string; path: string }, response: Received) => void;
  /** Values that a property or parameter of this name may need. */
  find: (name: string) => LearnedCandidate[];
};

export function createValueStore(): ValueStore {
  const known = new Map<string, LearnedCandidate[]>();
  const put = (name: string, candidate: LearnedCandidate): void => {
    const own = known.get(nameWithoutStyle(name)) ?? [];
    if (own.length < MOST_KEPT && !own.some(({ value }) => value === candidate.value)) own.push(candidate);
    known.set(nameWithoutStyle(name), own);
  };
  return {
    add: ({ operationId, path }, { status, value }) => {
      if (status >= 300) return;
      const from = `the response to ${operationId}`;
      const rows = [...(isObject(value) ? [value] : []), ...(rowsOf(value) ?? [])];
      for (const row of rows.slice(0, MOST_KEPT)) {
        for (const [name, member] of Object.entries(row)) {
          if (typeof member !== 'string' && typeof member !== 'number') continue;
          const kind = singularOf(
            path.split('/').findLast((segment) => segment !== '' && !segment.includes('{')) ?? '',
          );
          if (/^(id|uuid|key|slug|code)$/i.test(name)) put(`${kind}_id`, { value: member, from });
          else if (isReferenceName(name)) put(name, { value: member, from });
        }
      }
    },
    find: (name) => known.get(nameWithoutStyle(name)) ?? known.get(nameWithoutStyle(`${name}_id`)) ?? [],
  };
}

/** Whether a name is that of a reference to another resource. */
export function isReferenceName(name: string): boolean {
  return /[a-z0-9](_id|Id|_uuid|Uuid|_key|Key|_slug|_code)$/.test(name);
}

/** `customerId`, `customer_id` and `customer_uuid` are one name. */
function nameWithoutStyle(name: string): string {
  const spaced = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return spaced.replace(/_(uuid|key|slug|code)$/, '_id');
}

function singularOf(word: string): string {
  const plain = word.replaceAll('-', '_');
  if (/ies$/.test(plain)) return `${plain.slice(0, -3)}y`;
  return /(s|x|ch|sh)es$/.test(plain) ? plain.slice(0, -2) : plain.replace(/([^s])s$/, '$1');
}

const QUOTED = `["'\`]?`;
const WORD = `${QUOTED}[\\w.:/-]+${QUOTED}`;
const LIST = new RegExp(
  `(?:one of|allowed(?: values)?(?: are| is)?|valid (?:values|options)(?: are)?|expected|choose from)[:\\s]*[[({]?\\s*((?:${WORD}\\s*(?:,|\\||/|\\bor\\b|\\band\\b)\\s*)+${WORD})`,
  'i',
);
const EXAMPLE = new RegExp(`(?:e\\.g\\.|for example|such as|example:)[\\s,:]*(${WORD})`, 'i');

/** The values that the message of a rejection offers. */
export function valuesInMessage(text: string): string[] {
  const plain = text.replaceAll('\\"', '"');
  const [, list = ''] = LIST.exec(plain) ?? [];
  const [, example = ''] = EXAMPLE.exec(plain) ?? [];
  const words = list === '' ? [example] : list.split(/\s*(?:,|\||\/|\bor\b|\band\b)\s*/);
  return words.map((word) => word.replaceAll(/["'`]/g, '').replace(/[.:]+$/, '')).filter((word) => word !== '');
}
