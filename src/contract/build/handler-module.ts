import type { ParameterDecoding } from '../document/compiled.ts';
import type { Contract, OpenApiDocument, Operation } from '../document/document.ts';
import { createFindSchema } from '../document/references.ts';
import { toParameterDecodings } from './readings.ts';
import { readTemplate } from './templates.ts';

/** The file `operations.ts`: types of the handlers, and with them the table that a server is made of. */
export async function writeOperations(
  header: string,
  { operations }: Contract,
  document: OpenApiDocument,
): Promise<string> {
  const templates = await Promise.all([readTemplate('compiled'), readTemplate('handler-types')]);
  const types = templates
    .join('\n')
    .replaceAll(/^import type .*\n+/gm, '')
    .replaceAll(/\/\*\* [^\n]* \*\/\nexport interface (Operations|OperationSchemes) \{[^}]*\}\n/g, '');
  const findSchema = createFindSchema(document);
  const members = operations.map((operation) => {
    const type = `paths[${JSON.stringify(operation.path)}][${JSON.stringify(operation.method)}]`;
    const defaults = defaultsOf(toParameterDecodings(operation.parameters, findSchema));
    return `  ${JSON.stringify(operation.operationId)}: ${type}${defaults};\n`;
  });
  const schemes = operations.map(
    ({ operationId, security }) => `  ${JSON.stringify(operationId)}: ${schemesOf(security)};\n`,
  );
  return `${header}import type { Bytes, Items, paths, Readable, Writable } from './types.ts';

export { contract } from './contract.js';

${types}
/** Operations by operationId. */
export type Operations = {
${members.join('')}};

/** For each operation the security schemes that let a request in; with \`undefined\` where none need be met. */
export type OperationSchemes = {
${schemes.join('')}};
`;
}

/** The schemes of all alternatives (OAS 3.1 §4.8.30); where one asks for nothing, no credentials need be sent. */
function schemesOf(security: Operation['security']): string {
  const names = [...new Set(security.flatMap((alternative) => Object.keys(alternative)))];
  const isOptional = security.length === 0 || security.some((alternative) => Object.keys(alternative).length === 0);
  return [...names.map((name) => JSON.stringify(name)), ...(isOptional ? ['undefined'] : [])].join(' | ');
}

/** The parameters of an operation that the server fills in, and the members of parameters, as a part of its type. */
function defaultsOf(parameters: ParameterDecoding[]): string {
  const whole = parameters
    .filter((parameter) => 'default' in parameter)
    .map(({ in: place, name }) => ({ place, text: JSON.stringify(name) }));
  const members = parameters.flatMap(({ in: place, name, memberDefaults }) => {
    if (memberDefaults === undefined) return [];
    const names = Object.keys(memberDefaults).map((member) => JSON.stringify(member));
    return [{ place, text: `${JSON.stringify(name)}: ${names.join(' | ')}` }];
  });
  const parts = [
    ...byPlace(whole).map(([place, texts]) => `${place}: ${texts.join(' | ')}`),
    ...byPlace(members).map(([place, texts]) => `${place}Members: { ${texts.join('; ')} }`),
  ];
  return parts.length === 0 ? '' : ` & { defaults: { ${parts.join('; ')} } }`;
}

function byPlace(entries: { place: string; text: string }[]): [string, string[]][] {
  return [...Map.groupBy(entries, ({ place }) => place)].map(([place, list]) => [place, list.map(({ text }) => text)]);
}
