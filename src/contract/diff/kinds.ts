import type { Severity } from './change.ts';
import { SCHEMA_GROUPS } from './schema-texts.ts';

/** A kind of changes. */
export type ChangeKind = {
  /** Stable: configuration and exceptions name it. */
  id: string;
  /** A change of this kind, as a sentence. */
  about: string;
  /** The severity in a request and in a response, unless a policy decides. */
  severity: { request: Severity; response: Severity };
  /** The policy that may decide. */
  policy?: string;
  /** The work that it means for users of the API. */
  advice?: { request?: string; response?: string };
};

type Severities = Severity | [request: Severity, response: Severity];

function defineKind(id: string, about: string, severities: Severities, more: Partial<ChangeKind> = {}): ChangeKind {
  const [request, response] = Array.isArray(severities) ? severities : [severities, severities];
  return { id, about, severity: { request, response }, ...more };
}

const SEND = 'Change the requests before the new version is deployed.';
const READ = 'Prepare the client for the new responses before the new version is deployed.';
const BOTH = { request: SEND, response: READ };

const GROUP_NAMES: Record<string, string> = {
  type: 'The types of a value',
  enum: 'The listed values',
  required: 'The required properties',
  properties: 'The properties of an object',
  items: 'The items of a list',
  number: 'The bounds of a number',
  length: 'The length of a text',
  pattern: 'The pattern of a text',
  format: 'The format of a text',
  composition: 'The alternatives or conditions of a value',
  schema: 'The accepted values',
};

/** Kinds of differences of schemas: a group of keywords and the effect on the accepted values. */
const SCHEMA_KINDS: ChangeKind[] = SCHEMA_GROUPS.flatMap((group) => {
  const name = GROUP_NAMES[group] ?? group;
  const policies: Record<string, string> = { enum: 'enumValueInResponse', properties: 'undeclaredProperties' };
  const widened = policies[group];
  const narrowed = { required: 'requiredWithDefault', properties: 'undeclaredProperties' }[group];
  return [
    defineKind(
      `${group}.narrowed`,
      `${name} are narrower: a value that was valid is invalid.`,
      ['breaking', 'additive'],
      {
        ...(narrowed === undefined ? {} : { policy: narrowed }),
        advice: { request: SEND },
      },
    ),
    defineKind(`${group}.widened`, `${name} are wider: a value that was invalid is valid.`, ['additive', 'breaking'], {
      ...(widened === undefined ? {} : { policy: widened }),
      advice: { response: READ },
    }),
    defineKind(`${group}.unproven`, `${name} changed, and it is not decided how.`, 'risky', { advice: BOTH }),
  ];
});

/** All kinds of changes. */
export const CHANGE_KINDS: ChangeKind[] = [
  defineKind('operation.removed', 'An operation is removed.', 'breaking', {
    policy: 'removedAfterDeprecation',
    advice: { request: 'Stop calling the operation.' },
  }),
  defineKind('operation.added', 'An operation is new.', 'additive'),
  defineKind('operation.deprecated', 'An operation is deprecated, or not any more.', 'docs'),
  defineKind('operation.id', 'An operation has another operationId, by which generated clients name it.', 'risky', {
    advice: BOTH,
  }),
  defineKind('webhook.removed', 'A webhook is removed.', 'risky', { policy: 'removedAfterDeprecation' }),
  defineKind('webhook.added', 'A webhook is new.', 'additive'),
  defineKind('callback.removed', 'A callback is removed.', 'risky', { policy: 'removedAfterDeprecation' }),
  defineKind('callback.added', 'A callback is new.', 'additive'),
  defineKind('parameter.removed', 'A parameter is removed, and ignored if it is sent.', ['risky', 'breaking'], {
    policy: 'removedAfterDeprecation',
    advice: { request: 'Do not rely on the parameter any more.' },
  }),
  defineKind('parameter.added', 'An optional parameter is new.', 'additive'),
  defineKind('parameter.required-added', 'A required parameter is new.', ['breaking', 'additive'], {
    policy: 'requiredWithDefault',
    advice: { request: 'Send the parameter.' },
  }),
  defineKind('parameter.required', 'A parameter is required now.', ['breaking', 'additive'], {
    policy: 'requiredWithDefault',
    advice: { request: 'Send the parameter.' },
  }),
  defineKind('parameter.optional', 'A parameter is not required any more.', ['additive', 'breaking']),
  defineKind('parameter.serialization', 'A parameter is written in another style.', 'breaking', { advice: BOTH }),
  defineKind('parameter.empty-value', 'A parameter may be empty, or not any more.', 'breaking', { advice: BOTH }),
  defineKind('parameter.deprecated', 'A parameter is deprecated, or not any more.', 'docs'),
  defineKind('body.added', 'An optional request body is new.', 'additive'),
  defineKind('body.required-added', 'A required request body is new.', ['breaking', 'additive'], {
    advice: { request: 'Send the body.' },
  }),
  defineKind('body.removed', 'A request body is removed, and ignored if it is sent.', ['risky', 'breaking']),
  defineKind('body.required', 'A request body is required now.', ['breaking', 'additive'], {
    advice: { request: 'Send the body.' },
  }),
  defineKind('body.optional', 'A request body is not required any more.', ['additive', 'breaking']),
  defineKind(
    'body.media-type-removed',
    'A request body must not have a media type any more.',
    ['breaking', 'additive'],
    {
      advice: { request: 'Send the body in another media type.' },
    },
  ),
  defineKind('body.media-type-added', 'A request body may have another media type.', ['additive', 'breaking']),
  defineKind('body.encoding', 'A property of a form is written in another way.', 'risky', { advice: BOTH }),
  defineKind('response.status-added', 'A status is new that no range or default covered.', ['additive', 'risky'], {
    policy: 'newResponseStatus',
    advice: { response: 'Handle the status.' },
  }),
  defineKind('response.status-removed', 'A status is removed.', ['risky', 'additive']),
  defineKind('response.body-added', 'A response has a body that had none.', 'risky'),
  defineKind('response.body-removed', 'A response has no body any more.', ['additive', 'breaking'], {
    advice: { response: 'Do not read the body.' },
  }),
  defineKind('response.media-type-added', 'A response may have another media type.', ['additive', 'risky'], {
    policy: 'newResponseMediaType',
    advice: { response: 'Send "Accept" with the media types that the client reads.' },
  }),
  defineKind(
    'response.media-type-removed',
    'A response does not have a media type any more, for which clients ask with `Accept`.',
    'breaking',
    { advice: { response: 'Accept another media type.' } },
  ),
  defineKind('header.added', 'A header of a response is new.', 'additive'),
  defineKind('header.removed', 'A header of a response is removed.', ['additive', 'breaking'], {
    advice: { response: 'Do not rely on the header any more.' },
  }),
  defineKind('header.required', 'A header of a response is always sent now.', ['breaking', 'additive']),
  defineKind('header.optional', 'A header of a response is not always sent any more.', ['additive', 'breaking'], {
    advice: { response: 'Handle responses without the header.' },
  }),
  defineKind('header.serialization', 'A header of a response is written in another style.', 'risky', { advice: BOTH }),
  defineKind('security.stricter', 'Credentials that were enough are rejected.', 'breaking', {
    policy: 'stricterSecurity',
    advice: { request: 'Send the credentials that the operation needs now.' },
  }),
  defineKind('security.looser', 'Other credentials, or none, are enough.', 'additive'),
  defineKind('security.scheme-changed', 'A security scheme has other facts, such as its addresses.', 'risky', {
    advice: BOTH,
  }),
  defineKind('server.path-removed', 'An operation is not served at a base path any more.', 'breaking', {
    advice: { request: 'Send requests to the new base path.' },
  }),
  defineKind('server.host', 'The hosts of the servers changed.', 'risky', {
    policy: 'changedHost',
    advice: { request: 'Send requests to the new host.' },
  }),
  ...SCHEMA_KINDS,
  defineKind('schema.property-added', 'A property that any value meets is declared.', 'additive'),
  defineKind(
    'schema.property-removed',
    'A property that any value meets is not declared any more.',
    ['additive', 'risky'],
    {
      policy: 'undeclaredProperties',
      advice: { response: READ },
    },
  ),
  defineKind('schema.default', 'A default is another, new or removed.', 'risky', { advice: BOTH }),
  defineKind('schema.deprecated', 'A value is deprecated, or not any more.', 'docs'),
  defineKind('schema.content', 'The encoding or media type of a text changed, which nothing validates.', 'risky'),
  defineKind(
    'schema.discriminator',
    'The discriminator changed, by which generated clients read alternatives.',
    'risky',
  ),
  defineKind('schema.xml', 'The names or places in XML changed.', 'risky'),
  defineKind(
    'schema.format',
    'A format changed, by which generated clients choose types. The same values are valid.',
    'risky',
  ),
  ...['api', 'operation', 'parameter', 'response', 'schema'].map((part) =>
    defineKind(
      `docs.${part}`,
      `A text about ${part === 'api' ? 'the API' : `a ${part}`} changed.`.replace('a operation', 'an operation'),
      'docs',
    ),
  ),
];

const BY_ID = new Map(CHANGE_KINDS.map((one) => [one.id, one]));

/** @throws Error for an id that the table does not have */
export function changeKind(id: string): ChangeKind {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`The kind "${id}" is not in the table of kinds.`);
  return found;
}
