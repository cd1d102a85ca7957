import type { Operation } from '../../document/document.ts';
import { isObject } from '../../document/references.ts';
import { equal } from '../../values/flat.ts';
import type { Json } from './values.ts';

/** A value with the properties that an update sets beside the sent ones, from `x-verify: effects`. */
export function applyEffects(operation: Operation, sent: Json, value: Json): Json {
  const written = (operation as unknown as Record<string, unknown>)['x-verify'];
  const effects = isObject(written) && isObject(written.effects) ? written.effects : {};
  const result: Json = { ...value };
  for (const [name, effect] of Object.entries(effects)) {
    if (!isObject(effect) || !isObject(effect.sets) || !Object.hasOwn(sent, name) || !equal(sent[name], effect.when))
      continue;
    for (const [property, set] of Object.entries(effect.sets)) result[property] = set;
  }
  return result;
}
