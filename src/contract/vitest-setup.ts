import { expect, inject } from 'vitest';
import { contractMatchers } from './vitest.ts';
import type { KeepspecContext } from './vitest-global-setup.ts';

// A setup file of Vitest: registers `toMatchContract` for the document of the global setup.
const context: KeepspecContext | undefined = inject('keepspec');
if (context === undefined) {
  throw new Error('keepspec/vitest-setup needs "keepspec/vitest-global-setup" in "globalSetup" of vitest.config.ts.');
}
const { document, coverage, discriminator } = context;
expect.extend(contractMatchers(document, { coverage, discriminator }));
