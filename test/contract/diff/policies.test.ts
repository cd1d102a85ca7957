import { describe, expect, test } from 'vitest';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import { CHANGE_KINDS } from '../../../src/contract/diff/kinds.ts';
import type { DiffPolicy } from '../../../src/contract/diff/policy.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { documentOf, getBoats, jsonBody, postBoats, queryParameter, responsesOf } from './documents.ts';

const KEY = { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } } };
const NAME = { type: 'object', properties: { name: { type: 'string' } } };
const ENUM = (...values: string[]) => getBoats({ responses: responsesOf({ enum: values }) });
const STATUSES = (...names: string[]) =>
  getBoats({ responses: Object.fromEntries(names.map((name) => [name, { description: 'The result.' }])) });
const SUNSET = { deprecated: true, 'x-sunset': '2026-06-01' };

type Row = [policy: keyof DiffPolicy, old: OpenApiDocument, fresh: OpenApiDocument, kind: string, usual: string];

const ROWS: Row[] = [
  ['enumValueInResponse', ENUM('red'), ENUM('red', 'blue'), 'enum.widened', 'breaking'],
  ['newResponseStatus', STATUSES('200'), STATUSES('200', '409'), 'response.status-added', 'risky'],
  [
    'newResponseMediaType',
    getBoats({ responses: { 200: { description: '', content: { 'application/json': {} } } } }),
    getBoats({ responses: { 200: { description: '', content: { 'application/json': {}, 'text/csv': {} } } } }),
    'response.media-type-added',
    'risky',
  ],
  [
    'requiredWithDefault',
    getBoats({}),
    getBoats({ parameters: [queryParameter('limit', { type: 'integer', default: 10 }, { required: true })] }),
    'parameter.required-added',
    'breaking',
  ],
  [
    'requiredWithDefault',
    postBoats(jsonBody({ ...NAME, properties: { name: { type: 'string', default: 'Ada' } } })),
    postBoats(jsonBody({ ...NAME, required: ['name'], properties: { name: { type: 'string', default: 'Ada' } } })),
    'required.narrowed',
    'breaking',
  ],
  ['stricterSecurity', getBoats({}, KEY), getBoats({ security: [{ key: [] }] }, KEY), 'security.stricter', 'breaking'],
  [
    'removedAfterDeprecation',
    documentOf({ '/boats': { get: { ...SUNSET, responses: responsesOf() } } }),
    documentOf({}),
    'operation.removed',
    'risky',
  ],
  [
    'removedAfterDeprecation',
    getBoats({ parameters: [queryParameter('old', {}, SUNSET)] }),
    getBoats({}),
    'parameter.removed',
    'risky',
  ],
  [
    'removedAfterDeprecation',
    getBoats({
      responses: responsesOf({ ...NAME, required: ['name'], properties: { name: { type: 'string', ...SUNSET } } }),
    }),
    getBoats({ responses: responsesOf({ type: 'object' }) }),
    'required.widened',
    'risky',
  ],
  [
    'undeclaredProperties',
    getBoats({ responses: responsesOf(NAME) }),
    getBoats({ responses: responsesOf({ type: 'object' }) }),
    'properties.widened',
    'risky',
  ],
  [
    'undeclaredProperties',
    postBoats(jsonBody({ type: 'object' })),
    postBoats(jsonBody(NAME)),
    'properties.narrowed',
    'additive',
  ],
  [
    'changedHost',
    getBoats({}, { servers: [{ url: 'https://a.example' }] }),
    getBoats({}, { servers: [{ url: 'https://b.example' }] }),
    'server.host',
    'risky',
  ],
];

const TODAY = '2026-07-01';

function severityOf(old: OpenApiDocument, fresh: OpenApiDocument, kind: string, policy: Partial<DiffPolicy>) {
  const { changes } = compareDocuments(old, fresh, { today: TODAY, ...policy });
  return changes.find((one) => one.kind === kind)?.severity;
}

test.each(ROWS)('%s decides the severity (%#)', (policy, old, fresh, kind, usual) => {
  expect(severityOf(old, fresh, kind, {})).toBe(usual);
  expect(severityOf(old, fresh, kind, { [policy]: 'docs' })).toBe('docs');
  expect(CHANGE_KINDS.some((one) => one.policy === policy)).toBe(true);
});

describe('removedAfterDeprecation', () => {
  const old = documentOf({ '/boats': { get: { ...SUNSET, responses: responsesOf() } } });

  test('waits for the date of the sunset', () => {
    expect(severityOf(old, documentOf({}), 'operation.removed', { today: '2026-05-31' })).toBe('breaking');
    expect(severityOf(old, documentOf({}), 'operation.removed', { today: '2026-06-01' })).toBe('risky');
  });

  test('needs a date that can be read', () => {
    const undated = documentOf({ '/boats': { get: { ...SUNSET, 'x-sunset': 'soon', responses: responsesOf() } } });
    expect(severityOf(undated, documentOf({}), 'operation.removed', {})).toBe('breaking');
  });
});

test('a property that is announced to be removed and is still there breaks clients', () => {
  const of = (required: string[]) =>
    getBoats({
      responses: responsesOf({ type: 'object', required, properties: { name: { type: 'string', ...SUNSET } } }),
    });
  expect(severityOf(of(['name']), of([]), 'required.widened', { removedAfterDeprecation: 'docs' })).toBe('breaking');
});

test('a kind that the configuration makes breaking has its witness', () => {
  const severities = { 'operation.removed': 'breaking' } as const;
  const { changes } = compareDocuments(getBoats({}), documentOf({}), { severities });
  expect(changes).toMatchObject([{ severity: 'breaking', witness: { kind: 'request', method: 'GET' } }]);
});

test('severities by kind win over policies', () => {
  const policy = { enumValueInResponse: 'risky', severities: { 'enum.widened': 'docs' } } as const;
  expect(severityOf(ENUM('red'), ENUM('red', 'blue'), 'enum.widened', policy)).toBe('docs');
});

test('a severity by kind makes a change breaking that no message shows', () => {
  const [old, fresh] = [getBoats({ summary: 'Boats' }), getBoats({ summary: 'All boats' })];
  expect(severityOf(old, fresh, 'docs.operation', { severities: { 'docs.operation': 'breaking' } })).toBe('breaking');
});

describe('the table of kinds', () => {
  test('has each id once, with a sentence', () => {
    const ids = CHANGE_KINDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, about } of CHANGE_KINDS) {
      expect(id).toMatch(/^[a-z]+\.[a-z-]+$/);
      expect(about).toMatch(/^[A-Z].*\.$/);
    }
  });
});
