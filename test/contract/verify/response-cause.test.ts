import { expect, test } from 'vitest';
import { causeOfResponse } from '../../../src/contract/verify/response-cause.ts';

/** The cause of a response to a request with a name. */
function causeOf(name: string, value: unknown, text = JSON.stringify(value)): string {
  const request = { method: 'POST', url: 'http://a/pets', headers: {}, body: JSON.stringify({ name }) };
  return causeOfResponse(request, { status: 500, headers: {}, mediaType: '', text, value });
}

test.each<[string, (name: string) => unknown]>([
  ['the value', (name) => ({ error: `no pet ${name}` })],
  ['its first character', (name) => ({ error: `Unexpected token '${name[0]}' in "${name}"` })],
  ['its beginning', (name) => ({ error: `no pet ${name.slice(0, 10)}…` })],
  ['the value, deep inside', (name) => ({ errors: [{ detail: name }] })],
])('is the same if the response repeats %s', (_what, respond) => {
  const [one, other] = ['rexrexrexrex', 'é̂ "\\ǅ long'].map((name) => causeOf(name, respond(name)));
  expect(other).toBe(one);
});

test('is the same if a text that is not JSON repeats the value', () => {
  expect(causeOf('rexrex', undefined, 'no rexrex')).toBe(causeOf('fido!', undefined, 'no fido!'));
});

test('keeps quoted names that the request does not have as a value', () => {
  expect(causeOf('rex', { error: 'no "title"' })).not.toBe(causeOf('rex', { error: 'no "name"' }));
});

test('has the status', () => expect(causeOf('rex', { error: 'no' })).toBe('500 {"error":"no"}'));
