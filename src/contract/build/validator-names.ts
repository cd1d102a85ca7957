import type { Ajv2020 } from 'ajv/dist/2020.js';
import { type NameValue, ValueScopeName } from 'ajv/dist/compile/codegen/scope.js';
import type { Schema } from '../document/document.ts';
import { createNames, shortHash } from './module.ts';

/**
 * Replaces the numbers in the names that Ajv gives to functions and constants, which count all that was compiled before:
 * `validate_Agent` after the definition, `formats_date` after the format, `schema_…` and `pattern_…` with a hash of it.
 *
 * @param root `{$id, $defs}`
 */
export function nameByContent(ajv: Ajv2020, root: Schema): void {
  const { scope } = ajv;
  const findName = schemaNames(root);
  const claim = createNames();
  const original = scope.value.bind(scope);
  let unnamed: { str: string } | undefined;

  // Ajv claims the name of a function first, and names its schema right after.
  scope.name = (prefix) => {
    const name = new ValueScopeName(prefix, `${prefix}_unnamed`);
    unnamed = name as { str: string };
    return name;
  };
  scope.value = (nameOrPrefix, value) => {
    if (typeof nameOrPrefix !== 'string') return original(nameOrPrefix, value);
    if (nameOrPrefix === 'schema' && unnamed !== undefined) {
      unnamed.str = claim(`validate_${findName(value.ref)}`);
      unnamed = undefined;
    }
    const known = scope.getValue(nameOrPrefix, value.key ?? value.ref);
    if (known !== undefined) return original(known, value);
    const name = claim(`${nameOrPrefix}_${describeValue(nameOrPrefix, value, findName)}`);
    return original(new ValueScopeName(nameOrPrefix, name), value);
  };
}

type FindName = (schema: unknown) => string;

function describeValue(prefix: string, { ref, key, code }: NameValue, findName: FindName): string {
  // Each error names its schema, so a long name would make the module much larger.
  if (prefix === 'schema') return shortHash(findName(ref));
  if (prefix === 'wrapper' || prefix === 'root') return findName((ref as { schema: unknown }).schema);
  if (prefix === 'formats') return String(key);
  if (prefix === 'func') return /(\w+)(?:"\)(?:\.default)?)?$/.exec(String(code))?.[1] ?? 'unknown';
  return shortHash(String(key ?? code));
}

/** Names a schema by its definition; one that an anchor or `$id` leads to, deeper inside, by the steps to it. */
function schemaNames(root: Schema): FindName {
  const names = new Map<unknown, string>([[root, 'root']]);
  const visit = (value: unknown, name: string): void => {
    if (typeof value !== 'object' || value === null || names.has(value)) return;
    names.set(value, name);
    for (const [step, member] of Object.entries(value)) visit(member, `${name}_${step}`);
  };
  for (const [name, schema] of Object.entries(root.$defs as Record<string, unknown>)) visit(schema, name);
  return (schema) => names.get(schema) ?? shortHash(JSON.stringify(schema));
}
