// Made from the contract by `contract build`. Not to be edited.
import type { CompiledContract } from './operations.ts';

/** The contract as a server runs it. */
export const contract: CompiledContract;
