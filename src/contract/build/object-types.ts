import { isBinary, isFileList } from '../document/binary.ts';
import { isNull } from '../document/marks.ts';
import { type Core, requiredBehind, together } from './schema-core.ts';
import { type Around, FREE, type TypeContext } from './type-context.ts';
import { arrayOf, atom, commentOf, type Member, objectOf, type TypeText, UNKNOWN, union } from './type-text.ts';

const FILE = atom('File');
const ANY_OBJECT = atom('Record<string, unknown>');
const NO_PROPERTIES = atom('Record<string, never>');

/** The type of the objects of a schema. */
export function objectType(context: TypeContext, core: Core, around: Around, hasOthers: boolean): TypeText {
  const known = around.properties;
  const isRequiredBehind = requiredBehind(context.findSchema, core);
  const elsewhere = [...core.required].filter((name) => !core.properties.has(name) && !isRequiredBehind.has(name));
  const isFree = markedByConditions(context, core, known);
  const isRequired = (name: string): boolean => core.required.has(name) && !isFree.has(name);
  const members = [
    ...[...core.properties].map(([name, schemas]) =>
      toMember(context, name, schemas, { isRequired: isRequired(name), around }),
    ),
    ...elsewhere.map((name) =>
      toMember(context, name, known.get(name) ?? [], { isRequired: isRequired(name), around }),
    ),
  ];
  const others = core.others.map((schema) => context.typeOf(schema, FREE));
  if (others.length > 0) return objectOf(members, indexOf(context, others, { members, known, around }));
  if (members.length > 0) return objectOf(members);
  if (core.isClosed) return NO_PROPERTIES;
  return hasOthers ? UNKNOWN : ANY_OBJECT;
}

/** Names that a condition or some alternatives mark. A direction does not require them, and may still have them. */
function markedByConditions(
  { marks }: TypeContext,
  { parts: [root], unions }: Core,
  known: Around['properties'],
): Set<string> {
  const names = new Set<string>();
  for (const mark of ['readOnly', 'writeOnly'] as const)
    for (const name of marks.markedNames(root, mark)) {
      const isMarked = (schema: unknown): boolean => marks.isMarked(schema, mark);
      const isInAll = (list: unknown[]): boolean =>
        list.every((one) => isNull(one) || marks.markedNames(one, mark).has(name));
      if (!(known.get(name) ?? []).some(isMarked) && !unions.some(isInAll)) names.add(name);
    }
  return names;
}

/** Types that an index signature must allow, because it applies to declared properties too. */
function indexOf(
  context: TypeContext,
  others: TypeText[],
  { members, known, around }: { members: Member[]; known: Around['properties']; around: Around },
): TypeText {
  const declared = new Set(members.map(({ name }) => name));
  const more = [...known].filter(([name]) => !declared.has(name));
  const all = [
    ...members,
    ...more.map(([name, schemas]) => toMember(context, name, schemas, { isRequired: false, around })),
  ];
  // TypeScript does not always recognize an intersection that is written twice as the same type.
  if (all.some(({ type }) => type.text.includes(' & '))) return UNKNOWN;
  const hasOptional = all.some(({ isOptional }) => isOptional);
  return union([...others, ...all.map(({ type }) => type), ...(hasOptional ? [atom('undefined')] : [])]);
}

function toMember(
  context: TypeContext,
  name: string,
  schemas: unknown[],
  facts: { isRequired: boolean; around: Around },
): Member {
  const {
    marks: { isMarked },
    typeOf,
  } = context;
  const { isRequired, around } = facts;
  const schema = together(schemas);
  const plain = (around.isMultipart ? fileType(context, schema) : undefined) ?? typeOf(schema, FREE);
  const reads = schemas.some((schema) => isMarked(schema, 'readOnly'));
  const writes = schemas.some((schema) => isMarked(schema, 'writeOnly'));
  const mark = reads === writes ? undefined : reads ? '$Read' : '$Write';
  const type = mark === undefined ? plain : atom(`${mark}<${plain.text}>`);
  return { name, type, isOptional: !isRequired, comment: commentOf(schemas[0]) };
}

/** The type of a file, or of a list of files, in a multipart form; undefined for other fields. */
function fileType({ findSchema }: TypeContext, schema: unknown): TypeText | undefined {
  if (isBinary(schema, findSchema)) return FILE;
  return isFileList(schema, findSchema) ? arrayOf(FILE) : undefined;
}
