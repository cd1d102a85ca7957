import { createRandom } from '../mutation/random.ts';
import { type Mutant, mutate } from './mutate.ts';
import type { FuzzSource } from './sources.ts';

/** A mutant by its number; the same of the same seed and the same documents. */
export function createMutant(sources: FuzzSource[], seed: number, number: number): Mutant & { name: string } {
  const source = sources[number % sources.length];
  if (source === undefined) throw new Error('There are no documents to mutate.');
  return { name: source.name, ...mutate(source.document, createRandom(Math.imul(seed, 0x9e3779b1) + number)) };
}
