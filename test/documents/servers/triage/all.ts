import type { Triage } from '../triage.ts';
import { LOOPBACK_FILES, LOOPBACK_TODO } from './examples.ts';
import { MOCKOON, PRISM, SCALAR, STEADY } from './mocks.ts';
import { BETTER_AUTH, BKND, HOMEBRIDGE, RESTATE, UNLEASH } from './products.ts';

/** Rules by the id of their server. */
export const TRIAGE: Record<string, Triage[]> = {
  prism: PRISM,
  scalar: SCALAR,
  mockoon: MOCKOON,
  steady: STEADY,
  'loopback-todo': LOOPBACK_TODO,
  'loopback-files': LOOPBACK_FILES,
  'better-auth': BETTER_AUTH,
  restate: RESTATE,
  bknd: BKND,
  homebridge: HOMEBRIDGE,
  unleash: UNLEASH,
};
