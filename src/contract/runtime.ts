/** The public entry of `keepspec-runtime`. Adapters are entries of their own. */
export type * from './document/compiled.ts';
export { ContractError } from './document/document.ts';
export { createContractHandler } from './serve/handler.ts';
export { notImplemented } from './serve/not-implemented.ts';
export type * from './serve/options.ts';
export { apiKey, basic, bearer, type PrincipalsOf } from './serve/security.ts';
export type * from './serve/types.ts';
export { EarlyResponse } from './serve/types.ts';
