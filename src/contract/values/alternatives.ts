import type { FindSchema } from '../document/references.ts';
import { CannotSample } from './cannot-sample.ts';
import type { Choose } from './flat.ts';
import { type SampleOptions, sampleValue } from './sample.ts';

/** More alternatives than these are not tried. */
const MOST = 8;

/**
 * Values of a schema: the usual one, one without the schema's examples, which may be invalid, and one that meets
 * conditions. Then one for each alternative, because the first may match several of a `oneOf`.
 *
 * @throws CannotSample where none is found
 */
export function* sampleAlternatives(schema: unknown, find: FindSchema, options: SampleOptions): Generator<unknown> {
  let failure: CannotSample | undefined;
  let count = 0;
  const variants: Partial<SampleOptions>[] = [{}, { isMadeUp: true }, { isMadeUp: true, isConditional: true }];
  for (let nth = 1; nth < MOST; nth++) {
    const choose: Choose = (branches) => nth % branches.length;
    variants.push({ isMadeUp: true, isConditional: true, choose });
  }
  for (const variant of variants) {
    let value: unknown;
    try {
      value = sampleValue(schema, find, { ...options, ...variant });
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
      failure ??= error;
      continue;
    }
    count += 1;
    yield value;
  }
  if (count === 0 && failure !== undefined) throw failure;
}
