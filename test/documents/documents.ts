/** A document: from a package that ships it, vendored from one that is too large to install, or written for these tests. */
export type CorpusDocument = {
  name: string;
  /** Undefined for a written one. */
  package?: string;
  /** In the package, or below this folder where it is vendored or written. */
  file: string;
  /** Whether it stands here, compressed. */
  isVendored?: true;
  /** Whether it is taken apart first, into a file for each path and component. */
  isSplit?: true;
};

const README = '@readme/oas-examples';

function fromReadme(version: string, ...names: string[]): CorpusDocument[] {
  return names.map((name) => ({
    name: `readme-${version}-${name.replace('/', '-')}`,
    package: README,
    file: `${version}/json/${name}.json`,
  }));
}

function written(...files: string[]): CorpusDocument[] {
  return files.map((file) => ({ name: `written-${file.split('/')[0]}`, file: `written/${file}.yaml` }));
}

export const DOCUMENTS: CorpusDocument[] = [
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
  ...fromReadme('3.0', 'http-status-codes', 'link-example', 'parameters-common', 'parameters-extreme'),
  ...fromReadme('3.0', 'petstore-simple', 'readme-extensions', 'request-examples', 'response-empty-examples'),
  ...fromReadme('3.0', 'response-examples', 'response-http-behavior', 'response-schemas', 'schema-encoding-style'),
  ...fromReadme('3.0', 'schema-additional-properties', 'schema-enums', 'schema-validation', 'schema-visibility'),
  ...fromReadme('3.0', 'security-multiple', 'server-path-level'),
  { name: 'catalyst', package: '@dcl/catalyst-api-specs', file: 'lib/api.yaml' },
  { name: 'rclone', package: 'rclone-openapi', file: 'openapi.json' },
  ...fromReadme('3.1', 'train-travel', 'readme', 'petstore', 'webhooks', 'parameters-style', 'schema-types'),
  ...fromReadme('3.1', 'petstore-simple', 'readme-extensions', 'schema-encoding-style', 'security'),
  ...fromReadme('3.1', 'schema-validation-local', 'schema-validation-top-level'),
  // 3.1
  ...written('comment-tree', 'geometry', 'identity', 'insurance', 'invoices-xml', 'media-upload', 'order-webhooks'),
  ...written('report-filters', 'settings', 'tenants'),
  // 3.2
  ...written('catalogue-xml', 'chat-completions', 'clinic', 'device-login', 'file-store', 'fleet/openapi'),
  ...written('library-search', 'market-data', 'payments', 'post-office', 'telemetry'),
];
