import { expect, test } from 'vitest';
import { fingerprintOfFinding } from '../../../../src/contract/verify/replay/fingerprint.ts';

type Named = Parameters<typeof fingerprintOfFinding>[0];

const get = (url: string, body?: object): Named['request'] => ({
  ...{ method: 'POST', url, headers: {} },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});
const of = (change: Partial<Named> = {}): string =>
  fingerprintOfFinding({
    ...{ check: 'not_a_server_error', operationId: 'addPet', cause: '500 {"error":"no such owner"}' },
    ...{ request: get('http://127.0.0.1:8080/pets', { name: 'rex' }), ...change },
  });

test('is 16 hexadecimal digits', () => expect(of()).toMatch(/^[0-9a-f]{16}$/));

test.each<[string, Partial<Named>, Partial<Named>]>([
  ['the port', {}, { request: get('http://[::1]:9/v2/pets') }],
  [
    'values of the request that the response repeats',
    { cause: '500 no "rex"', request: get('http://a/pets', { name: 'rex' }) },
    { cause: '500 no "fi\\"do"', request: get('http://a/pets', { name: 'fi"do' }) },
  ],
  [
    'a value of the path or the query',
    { cause: '500 no milo', request: get('http://a/pets/milo') },
    { cause: '500 no bella b', request: get('http://a/pets?name=bella+b') },
  ],
  ['ids and times', { cause: '500 at 12:04:01 f3e2-1' }, { cause: '500 at 09:59:59 a0' }],
  ['how it was found', { check: 'use_after_free', cause: '' }, { check: 'use_after_free', cause: 'model-based' }],
])('does not depend on %s', (_what, one, other) => expect(of(one)).toBe(of(other)));

test.each<[string, Partial<Named>]>([
  ['the check', { check: 'responds' }],
  ['the operation', { operationId: 'addPat' }],
  ['the status', { cause: '502 {"error":"no such owner"}' }],
  ['the cause', { cause: '500 {"error":"no such pet"}' }],
])('depends on %s', (_what, change) => expect(of(change)).not.toBe(of()));

test('of a cause that is not the text of a response, depends on all of it', () => {
  const rejected = (cause: string) => of({ check: 'negative_data_rejection', cause });
  expect(rejected('reject body name minLength  rex')).not.toBe(rejected('reject body name minLength  rey'));
});
