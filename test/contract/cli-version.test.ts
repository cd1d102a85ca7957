import { expect, test } from 'vitest';
import { requireNode } from '../../src/contract/cli/version.ts';

const manifest = { version: '1.0.0', engines: { node: '>=22.18' } };

test.each(['22.18.0', '22.20.1', '23.0.0', '24.21.0', '100.0.0'])('Node %s is new enough', (version) => {
  expect(() => requireNode(version, manifest)).not.toThrow();
});

test.each(['22.17.9', '22.9.0', '20.20.2', '9.0.0'])('Node %s is named as too old', (version) => {
  expect(() => requireNode(version, manifest)).toThrow(`This is Node ${version}. keepspec needs Node 22.18 or later.`);
});
