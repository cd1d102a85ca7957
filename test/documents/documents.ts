/** Public documents of different make, each from a package that ships it. */
export type ForeignDocument = { name: string; package: string; file: string };

const README = '@readme/oas-examples';

function fromReadme(version: string, ...names: string[]): ForeignDocument[] {
  return names.map((name) => ({
    name: `readme-${version}-${name.replace('/', '-')}`,
    package: README,
    file: `${version}/json/${name}.json`,
  }));
}

export const DOCUMENTS: ForeignDocument[] = [
  { name: 'figma', package: '@figma/rest-api-spec', file: 'openapi/openapi.yaml' },
  { name: 'directus', package: '@directus/specs', file: 'dist/openapi.json' },
  { name: 'galaxy', package: '@scalar/galaxy', file: 'dist/3.1.yaml' },
  ...fromReadme('3.0', 'star-trek', 'petstore', 'petstore-expanded', 'discriminators', 'polymorphism', 'circular'),
  ...fromReadme('3.0', 'circular-paths', 'circular-request-bodies', 'schema-circular', 'callbacks', 'complex-nesting'),
  ...fromReadme('3.0', 'parameters-style', 'parameters-cookies', 'form-data', 'file-uploads', 'readme-legacy', 'uspto'),
  ...fromReadme('3.0', 'security', 'server-variables', 'schema-types', 'response-multiple-mediatypes'),
  ...fromReadme('3.1', 'train-travel', 'readme', 'petstore', 'webhooks', 'parameters-style', 'schema-types'),
];
