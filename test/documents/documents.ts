/** A public document, from a package that ships it or vendored from one that is too large to install. */
export type ForeignDocument = {
  name: string;
  package: string;
  /** In the package, or below this folder where it is vendored. */
  file: string;
  /** Whether it stands here, compressed. */
  isVendored?: true;
  /** Whether it is taken apart first, into a file for each path and component. */
  isSplit?: true;
};

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
  { name: 'figma-split', package: '@figma/rest-api-spec', file: 'openapi/openapi.yaml', isSplit: true },
  { name: 'train-travel-split', package: README, file: '3.1/json/train-travel.json', isSplit: true },
  { name: 'star-trek-split', package: README, file: '3.0/json/star-trek.json', isSplit: true },
  { name: 'github', package: '@octokit/openapi', file: 'vendored/github.json.gz', isVendored: true },
  ...fromReadme('3.0', 'star-trek', 'petstore', 'petstore-expanded', 'discriminators', 'polymorphism', 'circular'),
  ...fromReadme('3.0', 'circular-paths', 'circular-request-bodies', 'schema-circular', 'callbacks', 'complex-nesting'),
  ...fromReadme('3.0', 'parameters-style', 'parameters-cookies', 'form-data', 'file-uploads', 'readme-legacy', 'uspto'),
  ...fromReadme('3.0', 'security', 'server-variables', 'schema-types', 'response-multiple-mediatypes'),
  ...fromReadme('3.1', 'train-travel', 'readme', 'petstore', 'webhooks', 'parameters-style', 'schema-types'),
];
