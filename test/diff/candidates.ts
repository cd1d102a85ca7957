import { fragmentTokens, isObject, toPointer } from '../../src/contract/document/references.ts';
import { DOCUMENT_EDITS, NOT_EDITED } from './document-edits.ts';
import type { Cut } from './documents.ts';
import { type Edit, type Variation, valueAt } from './edit.ts';
import { isReversed, type Message, messagesOf } from './messages.ts';
import { keywordsByKind, placesOf } from './metaschema.ts';
import { OPERATION_EDITS } from './operation-edits.ts';
import { createRandom } from './random.ts';
import { type Reached, reachOf } from './reach.ts';
import { type SchemaContext, schemaEdits } from './schema-edits.ts';

type Json = Record<string, unknown>;

/** A message whose value the schema of an edit is applied to, with the steps from the one to the other. */
export type Use = { message: Message } & Pick<Reached, 'ways' | 'approaches'>;

/** An edit of a document with one operation. */
export type Candidate = { cut: Cut; edit: Edit; uses: Use[] };

/** Every edit of a document with one operation. */
export function candidatesOf(cut: Cut): Candidate[] {
  const document = cut.cut as unknown as Json; // It is read as the JSON that it is.
  const known = new Map<string, { tokens: string[]; uses: Use[] }>();
  for (const message of messagesOf(document)) {
    for (const [pointer, { tokens, ways, approaches }] of reachOf(document, message)) {
      const place = known.get(pointer) ?? { tokens, uses: [] };
      place.uses.push({ message, ways, approaches });
      known.set(pointer, place);
    }
  }
  const unused = ['components', 'schemas', 'UnusedByAnything'];
  known.set(toPointer(unused), { tokens: unused, uses: [] });
  const context: SchemaContext = {
    is30: cut.cut.openapi.startsWith('3.0'),
    components: Object.keys(cut.cut.components?.schemas ?? {}),
    target: (reference) =>
      reference.startsWith('#/') ? valueAt(document, fragmentTokens(reference.slice(1))) : undefined,
  };
  const candidates: Candidate[] = [];
  for (const { tokens, uses } of known.values()) {
    const schema = valueAt(document, tokens);
    const variations = isObject(schema) || schema === true ? schemaEdits(isObject(schema) ? schema : {}, context) : [];
    for (const variation of variations) {
      const effect = uses.length === 0 ? 'neither' : variation.effect;
      candidates.push({ cut, edit: { ...variation, effect, kind: 'schema', tokens }, uses });
    }
  }
  return [...candidates, ...otherCandidates(cut, document)];
}

function otherCandidates(cut: Cut, document: Json): Candidate[] {
  const edits = { ...OPERATION_EDITS, ...DOCUMENT_EDITS };
  const hasCallbacks = JSON.stringify(document).includes('"callbacks":{');
  return placesOf(document).flatMap((place) => {
    if (place.tokens[2] === 'UnusedByAnything') return [];
    const reversed =
      cut.cut.webhooks !== undefined && cut.cut.paths !== undefined && Object.keys(cut.cut.paths).length === 0;
    const isShared = place.tokens[0] === 'components';
    const variations = edits[place.kind]?.(place, { document, isReversed: reversed || isReversed(place.tokens) }) ?? [];
    return variations.map((variation): Candidate => {
      // Paths of the document are called by clients, whatever stands beside them.
      const isTurned = place.kind !== 'document' && (reversed || isReversed(place.tokens));
      const turned = turn(variation, isTurned);
      // What several operations share may stand in both directions.
      const effect = isShared && hasCallbacks && turned.effect !== 'neither' ? 'policy' : turned.effect;
      return { cut, edit: { ...turned, effect, kind: place.kind, tokens: place.tokens }, uses: [] };
    });
  });
}

function turn(variation: Variation, isTurned: boolean): Variation {
  if (!isTurned || variation.direction === undefined) return variation;
  return { ...variation, direction: variation.direction === 'request' ? 'response' : 'request' };
}

/** Kinds of objects that most documents have. */
const COMMON = new Set([
  'schema',
  'document',
  'info',
  'operation',
  'path-item',
  'paths',
  'responses',
  'response',
  'parameter',
  'server',
]);

/** Keywords of such objects that few documents have. */
const RARE = new Set(['$self', 'query', 'additionalOperations']);
/** Those that one or two documents have. */
const RAREST = new Set(['dataValue', 'serializedValue', 'prefixEncoding', 'itemEncoding']);

/** How many edits of a group are chosen in each round, 0 for one of the last. */
function visitsOf(key: string): number {
  const [kind = '', keyword = ''] = key.split(' ');
  if (kind.endsWith('device-authorization') || RAREST.has(keyword)) return 3;
  return COMMON.has(kind) && !RARE.has(keyword) ? 0 : 1;
}

/** As many candidates as are wanted, of each keyword and action in turn, the same for the same seed. */
export function choose(candidates: Candidate[], wanted: number, seed: number): Candidate[] {
  const random = createRandom(seed);
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { kind, keyword, action, effect } = candidate.edit;
    const key = `${kind} ${keyword} ${action} ${effect === 'neither'}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  // First those that few documents have, which a last round would leave out, and more of those that hardly any has.
  const turns = [...groups].toSorted(([one], [other]) => visitsOf(other) - visitsOf(one));
  const visits = turns.flatMap(([key, list]) => Array.from({ length: Math.max(visitsOf(key), 1) }, () => list));
  const chosen: Candidate[] = [];
  while (chosen.length < wanted) {
    const before = chosen.length;
    for (const list of visits) {
      if (list.length === 0 || chosen.length >= wanted) continue;
      const [one] = list.splice(Math.floor(random() * list.length), 1);
      if (one !== undefined) chosen.push(one);
    }
    if (chosen.length === before) break;
  }
  return chosen;
}

/** Keywords of the metaschemas that neither an edit touches nor a reason excuses, as `kind.keyword`. */
export function untouchedKeywords(touched: ReadonlySet<string>): string[] {
  const missing: string[] = [];
  for (const [kind, keywords] of keywordsByKind()) {
    for (const keyword of keywords) {
      const name = `${kind}.${keyword}`;
      // A map of names is edited by the member that holds it.
      const isMap = keyword === '*' && touched.has(kind);
      const isComponents = kind.startsWith('components') && touched.has('document.components');
      if (!touched.has(name) && !isMap && !isComponents && NOT_EDITED[name] === undefined) missing.push(name);
    }
  }
  return missing.sort();
}
