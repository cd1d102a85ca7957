import { isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { isHeaderText } from '../bases.ts';
import type { Run } from '../run-context.ts';
import { plain, richest } from '../state/lifecycle.ts';
import { telling } from '../state/making.ts';
import type { CaseBody, RequestParts } from '../types.ts';
import { replaceAt } from '../values/places.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { writeBody } from '../write-body.ts';
import { HUGE_NUMBERS, PAYLOADS, READING_PAYLOADS } from './payloads.ts';

/** A request of the phase, and its description. */
export type Attack = { parts: RequestParts; why: string };

/** Parameters of each kind, and values of a body, that are tried at most. */
const MOST_PLACES = 12;
/** Objects and lists in a body are looked into so deep. */
const DEEPEST = 3;
/** Text of a body that is replaced by a number that cannot be written as a value. */
const MARK = '"keepspec number"';

/** The requests for one operation. A DELETE gets none: a vulnerable server might delete what it does not name. */
export function* listAttacks(run: Run, operation: VerifiableOperation): Generator<Attack> {
  if (operation.method === 'delete') return;
  const example = richest(run, operation) ?? plain(run, operation);
  const parts = telling(run, operation, example) ?? example;
  yield* parameterAttacks(operation, parts);
  const { body } = parts;
  if (body === undefined || !isJson(body.mediaType)) return;
  yield* bodyAttacks(operation, parts, body);
  yield* duplicateKeys(parts, body);
}

const isReading = ({ method }: VerifiableOperation): boolean => method === 'get' || method === 'head';

function* parameterAttacks(operation: VerifiableOperation, parts: RequestParts): Generator<Attack> {
  const payloads = isReading(operation) ? [...PAYLOADS, ...READING_PAYLOADS] : PAYLOADS;
  const texts = [...payloads, ...HUGE_NUMBERS.map((text) => ({ name: `the number ${text.slice(0, 22)}`, text }))];
  for (const { in: where, name } of operation.parameters.slice(0, MOST_PLACES)) {
    for (const { name: what, text } of texts) {
      const encoded = encodeURIComponent(text);
      const why = `The ${where} parameter "${name}" has ${what}.`;
      if (where === 'query') {
        const others = parts.query.filter((pair) => pair.split('=')[0] !== encodeURIComponent(name));
        yield { parts: { ...parts, query: [...others, `${encodeURIComponent(name)}=${encoded}`] }, why };
      } else if (where === 'header') {
        const value = isHeaderText(text) ? text : encoded;
        yield { parts: { ...parts, headers: { ...parts.headers, [name.toLowerCase()]: value } }, why };
      } else if (where === 'path' && isReading(operation)) {
        yield { parts: { ...parts, path: { ...parts.path, [name]: encoded } }, why };
      }
    }
  }
}

function* bodyAttacks(operation: VerifiableOperation, parts: RequestParts, body: CaseBody): Generator<Attack> {
  const places = listLeaves(body.value);
  const placesOf = (type: string): string[][] =>
    places.flatMap(({ way, value }) => (typeof value === type ? [way] : [])).slice(0, MOST_PLACES);
  for (const way of placesOf('string')) {
    for (const { name, text } of PAYLOADS) {
      const changed = writeBody(operation, body.mediaType, replaceAt(body.value, way, text));
      yield { parts: { ...parts, body: changed }, why: `body/${way.join('/')} has ${name}.` };
    }
  }
  for (const way of placesOf('number')) {
    const text = JSON.stringify(replaceAt(body.value, way, JSON.parse(MARK)));
    for (const number of HUGE_NUMBERS) {
      const why = `body/${way.join('/')} is the number ${number.slice(0, 22)}.`;
      yield { parts: { ...parts, body: { mediaType: body.mediaType, text: text.replace(MARK, number) } }, why };
    }
  }
}

/** The texts and numbers in a value. */
function listLeaves(value: unknown, way: string[] = []): { way: string[]; value: unknown }[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ way, value }];
  if (typeof value !== 'object' || value === null || way.length === DEEPEST) return [];
  return Object.entries(value).flatMap(([name, member]) => listLeaves(member, [...way, name]));
}

/** Keys that stand twice: one validator may read the first and the program the last (RFC 8259 §4). */
function* duplicateKeys(parts: RequestParts, { mediaType, value }: CaseBody): Generator<Attack> {
  if (!isObject(value)) return;
  const text = JSON.stringify(value);
  const invalid = JSON.stringify({ keepspec: [] });
  for (const name of Object.keys(value).slice(0, MOST_PLACES)) {
    const key = JSON.stringify(name);
    for (const twice of [`{${key}:${invalid},${text.slice(1)}`, `${text.slice(0, -1)},${key}:${invalid}}`]) {
      yield { parts: { ...parts, body: { mediaType, text: twice } }, why: `The body has the key ${key} twice.` };
    }
  }
}
