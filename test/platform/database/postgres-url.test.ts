import { expect, test } from 'vitest';
import { isLocalHost } from '../../../src/platform/database/postgres-url.ts';

test.each([
  ['/var/run/postgresql', true],
  ['localhost', true],
  ['::1', true],
  ['127.0.0.2', true],
  ['localhost.example.com', false],
  ['db.127.0.0.1.example.com', false],
  ['10.0.0.1', false],
])('%s is on this machine: %s', (host, isLocal) => {
  expect(isLocalHost(host)).toBe(isLocal);
});
