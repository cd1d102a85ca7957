import type { Encoding } from '../document/document.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { sampleValue } from '../values/sample.ts';

/** A value for each header of a part that its encoding declares (OAS 3.1 §4.8.15). */
export function partHeaders({ headers = {} }: Encoding = {}, find: FindSchema): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, given]): [string, string][] => {
      const found = isObject(given) && typeof given.$ref === 'string' ? find(given.$ref) : given;
      // OAS 3.1 §4.8.15.1: the media type is the encoding's to say.
      if (!isObject(found) || /^content-(type|disposition)$/i.test(name)) return [];
      try {
        const value = found.example ?? sampleValue(found.schema ?? {}, find, { size: 'minimal', seed: 1 });
        const text = String(value);
        return typeof value === 'object' || !/^[\x20-\x7e]+$/.test(text) ? [] : [[name, text]];
      } catch (error) {
        if (!(error instanceof CannotSample)) throw error;
        return [];
      }
    }),
  );
}
