import { expect } from 'vitest';
import type { operations } from '../../generated/types.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { type ContractMatchers, contractMatchers } from '../../src/contract/vitest.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void>, T> extends ContractMatchers<keyof operations> {}
}

/** The contract of this API, as the server under test has it. */
export const document = await readBundle(new URL('../../generated/openapi.json', import.meta.url));

expect.extend(contractMatchers(document, { coverage: process.env.CONTRACT_COVERAGE }));
