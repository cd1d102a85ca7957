import { describe, expect, test } from 'vitest';
import { KEY_SCOPES, parseScopes, readScopes } from '../../src/platform/key-scopes.ts';

describe('a list of scopes', () => {
  test.each([
    ['*', '*'],
    ['agents:read', 'agents:read'],
    ['conversations:write, agents:read,agents:read', 'agents:read,conversations:write'],
    [KEY_SCOPES.join(), 'agents:read,agents:write,conversations:read,conversations:write'],
  ])('%s is stored as %s', (text, stored) => {
    expect(parseScopes(text)).toBe(stored);
  });

  test.each([
    '',
    ',',
    'agents',
    'agents:read,',
    'agents:*',
    'Agents:read',
    'agents:read agents:write',
    '*,agents:read',
  ])('"%s" has a scope that does not exist', (text) => {
    expect(parseScopes(text)).toBeUndefined();
  });

  test('is read as it was stored, and * as all of them', () => {
    expect([...readScopes('agents:read,conversations:write')]).toEqual(['agents:read', 'conversations:write']);
    expect([...readScopes('*')]).toEqual([...KEY_SCOPES]);
  });
});
