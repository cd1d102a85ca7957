import { gzipSync } from 'node:zlib';
import { type Expected, form, get, MULTIPART, ok, post, problem, rex, type Sent } from './cases.ts';
import { unauthorized } from './cases-requests.ts';
import { BODY_LIMIT } from './suite-app.ts';

/** A case with the reports that it causes, in the app that only reports. */
export type ReportCase = [title: string, sent: Sent, expected: Expected, reports: unknown[]];
const passed = (text: string): Expected => ({ status: 200, body: `next: ${text}` });
const report = (operationId: string | undefined, kind: string, ...violations: string[]) => ({
  ...(operationId === undefined ? {} : { operationId }),
  kind,
  violations,
});
const legacy = (type: string, body: NonNullable<Sent['body']>, headers = {}) => post('/legacy', type, body, headers);
const long = 'x'.repeat(BODY_LIMIT + 10_000);

export const reports: ReportCase[] = [
  ['a valid request', get('/legacy?limit=1'), passed('GET /legacy?limit=1 '), []],
  ['a valid body', legacy('application/json', rex), passed(`POST /legacy ${rex}`), []],
  [
    'an invalid parameter',
    get('/legacy?limit=ten'),
    passed('GET /legacy?limit=ten '),
    [report('legacyList', 'invalid', 'query limit')],
  ],
  [
    'an invalid body',
    legacy('application/json', ['{"na', 'me":1}']),
    passed('POST /legacy {"name":1}'),
    [report('legacyCreate', 'invalid', 'body name')],
  ],
  [
    'a multipart form',
    legacy(MULTIPART, form.replace('Rex', 'R'.repeat(21))),
    passed(`POST /legacy ${form.replace('Rex', 'R'.repeat(21))}`),
    [report('legacyCreate', 'invalid', 'body name')],
  ],
  [
    'a compressed body',
    legacy('application/json', gzipSync('{"name":1}'), { 'content-encoding': 'gzip' }),
    { status: 200 },
    [report('legacyCreate', 'invalid', 'body name')],
  ],
  [
    'broken gzip',
    { ...legacy('application/json', new Uint8Array(50), { 'content-encoding': 'gzip' }) },
    { status: 200 },
    [report('legacyCreate', 'body_undecodable')],
  ],
  [
    'broken JSON',
    legacy('application/json', '{"name":'),
    passed('POST /legacy {"name":'),
    [report('legacyCreate', 'body_undecodable')],
  ],
  [
    'an undeclared media type',
    legacy('text/html', ['a', 'b']),
    passed('POST /legacy ab'),
    [report('legacyCreate', 'media_type_unsupported')],
  ],
  [
    'an empty chunked body',
    legacy('application/json', []),
    passed('POST /legacy '),
    [report('legacyCreate', 'invalid', 'body ')],
  ],
  [
    'an announced length above the limit',
    legacy('application/json', long),
    passed(`POST /legacy ${long}`),
    [report('legacyCreate', 'body_too_large')],
  ],
  [
    'chunks above the limit',
    legacy('application/json', [long, 'y', long]),
    passed(`POST /legacy ${long}y${long}`),
    [report('legacyCreate', 'body_too_large')],
  ],
  [
    'an undeclared method',
    { ...legacy('text/plain', 'x'), method: 'PUT' },
    passed('PUT /legacy x'),
    [report(undefined, 'method_not_allowed')],
  ],
  ['an unknown path', post('/cats', 'text/plain', 'x'), passed('POST /cats x'), [report(undefined, 'path_unknown')]],
  [
    'missing credentials whose check is present',
    get('/legacy/secure'),
    passed('GET /legacy/secure '),
    [report('legacySecure', 'unauthorized')],
  ],
  ['valid credentials', get('/legacy/secure', { Authorization: 'Bearer good' }), passed('GET /legacy/secure '), []],
  ['credentials without a check', post('/legacy/secure', '', ''), passed('POST /legacy/secure '), []],
  [
    'an operation with a handler receives invalid values',
    get('/search?limit=10'),
    ok({ query: { limit: 10 } }),
    [report('search', 'invalid', 'query limit')],
  ],
  [
    'an operation with a handler receives no body that cannot be decoded',
    post('/pets', 'application/json', '{'),
    problem(400),
    [report('createPet', 'body_undecodable')],
  ],
  [
    'the credentials of an operation with a handler are enforced',
    get('/secure/bearer'),
    unauthorized,
    [report('secureBearer', 'unauthorized')],
  ],
];
