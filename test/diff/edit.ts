import { isObject } from '../../src/contract/document/references.ts';

/**
 * The effect of an edit on what is accepted at its own place, from the specification alone: fewer values, more, or both,
 * or neither. It is the most that an edit can do: the schemas around it may hide it, which the oracle tells.
 * `policy`: the specification does not say, so that it has to be reported, with any severity.
 */
export type Effect = 'narrowing' | 'widening' | 'both' | 'neither' | 'policy';

export type Action = 'add' | 'remove' | 'change';

/** Values to be tried at the place of an edit, or a function that makes them of a value that is valid there. */
export type Probes = unknown[] | ((valid: unknown) => unknown[]);

/** One way to change a keyword of an object. */
export type Variation = {
  keyword: string;
  action: Action;
  label: string;
  /** Members to set in the object; undefined removes one. */
  set: Record<string, unknown>;
  effect: Effect;
  probes?: Probes;
  /** Further objects to change with it, such as the path whose parameter is renamed. */
  also?: { tokens: string[]; set: Record<string, unknown> }[];
  /** Whether both what is sent to the API and what it sends is concerned, or the API as a whole; else the place says it. */
  direction?: 'request' | 'response';
};

export type Edit = Variation & { kind: string; tokens: string[] };

/** A document with an edit. The one that is given stays as it is. */
export function applyEdit<Document extends object>(document: Document, edit: Edit): Document {
  let changed: unknown = document;
  for (const { tokens, set } of [{ tokens: edit.tokens, set: edit.set }, ...(edit.also ?? [])]) {
    changed = changeAt(changed, tokens, (object) => withMembers(object, set));
  }
  return changed as Document; // Only members of objects within it are other than before.
}

function changeAt(value: unknown, tokens: string[], change: (object: unknown) => unknown): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === token ? changeAt(item, rest, change) : item));
  }
  if (!isObject(value)) return value;
  return { ...value, [token]: changeAt(value[token], rest, change) };
}

function withMembers(object: unknown, set: Record<string, unknown>): unknown {
  if (Array.isArray(object)) {
    const list = [...object];
    for (const [key, value] of Object.entries(set)) {
      if (value === undefined) list.splice(Number(key), 1);
      else list[Number(key)] = value;
    }
    return list;
  }
  // A boolean schema stands for an object.
  const result: Record<string, unknown> = isObject(object) ? { ...object } : object === false ? { not: {} } : {};
  for (const [key, value] of Object.entries(set)) {
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return result;
}

/** The value at reference tokens. */
export function valueAt(root: unknown, tokens: string[]): unknown {
  let value = root;
  for (const token of tokens) {
    value = Array.isArray(value) ? value[Number(token)] : isObject(value) ? value[token] : undefined;
  }
  return value;
}

/** Variations of one keyword: undefined as value removes it. */
export function vary(
  keyword: string,
  schema: Record<string, unknown>,
  value: unknown,
  effect: Effect,
  probes?: Probes,
  label = '',
): Variation {
  const action = value === undefined ? 'remove' : schema[keyword] === undefined ? 'add' : 'change';
  const text = label || (value === undefined ? 'removed' : JSON.stringify(value).slice(0, 60));
  return { keyword, action, label: text, set: { [keyword]: value }, effect, ...(probes && { probes }) };
}
