import { getTypes } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { TABLE } from './table.ts';

/** Redocly's names of the objects, which are ours apart from spaces, and those that differ. */
const NAMES: Record<string, string> = {
  Root: 'OpenAPI',
  ExternalDocs: 'ExternalDocumentation',
  Xml: 'XML',
  OAuth2Flows: 'OAuthFlows',
  ...{ ImplicitFlow: 'OAuthFlow', PasswordFlow: 'OAuthFlow', ClientCredentials: 'OAuthFlow' },
  ...{ AuthorizationCode: 'OAuthFlow', DeviceAuthorization: 'OAuthFlow' },
};

/** Objects and keywords that only Redocly knows. A header has no place for an empty or reserved text (OAS 3.2 §4.21). */
const OTHERS =
  /^(TagGroup|Logo|XCodeSample|XUsePkce) |^Schema (id|summary)$|^Header (allowEmptyValue|allowReserved)$| x-/;

test.each(['oas3_0', 'oas3_1', 'oas3_2'] as const)('the table has every keyword of %s', (version) => {
  const rows = new Set(TABLE.map(({ object, keyword }) => `${object.replaceAll(' ', '')} ${keyword}`));
  const keywords = Object.entries(getTypes(version)).flatMap(([name, { properties }]) =>
    Object.keys(properties).map((keyword) => `${NAMES[name] ?? name} ${keyword}`),
  );
  expect(keywords.length).toBeGreaterThan(200);
  expect(keywords.filter((keyword) => !OTHERS.test(keyword) && !rows.has(keyword))).toEqual([]);
});
