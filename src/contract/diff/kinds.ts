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

function kindOf(id: string, about: string, severities: Severities, more: Partial<ChangeKind> = {}): ChangeKind {
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
    kindOf(`${group}.narrowed`, `${name} are narrower: a value that was valid is invalid.`, ['breaking', 'additive'], {
      ...(narrowed === undefined ? {} : { policy: narrowed }),
      advice: { request: SEND },
    }),
    kindOf(`${group}.widened`, `${name} are wider: a value that was invalid is valid.`, ['additive', 'breaking'], {
      ...(widened === undefined ? {} : { policy: widened }),
      advice: { response: READ },
    }),
    kindOf(`${group}.unproven`, `${name} changed, and it is not decided how.`, 'risky', { advice: BOTH }),
  ];
});

/** All kinds of changes. */
export const CHANGE_KINDS: ChangeKind[] = [
  kindOf('operation.removed', 'An operation is removed.', 'breaking', {
    policy: 'removedAfterDeprecation',
    advice: { request: 'Stop calling the operation.' },
  }),
  kindOf('operation.added', 'An operation is new.', 'additive'),
  kindOf('operation.deprecated', 'An operation is deprecated, or not any more.', 'docs'),
  kindOf('operation.id', 'An operation has another operationId, by which generated clients name it.', 'risky', {
    advice: BOTH,
  }),
  kindOf('webhook.removed', 'A webhook is removed.', 'risky', { policy: 'removedAfterDeprecation' }),
  kindOf('webhook.added', 'A webhook is new.', 'additive'),
  kindOf('callback.removed', 'A callback is removed.', 'risky', { policy: 'removedAfterDeprecation' }),
  kindOf('callback.added', 'A callback is new.', 'additive'),
  kindOf('parameter.removed', 'A parameter is removed, and ignored if it is sent.', ['risky', 'breaking'], {
    policy: 'removedAfterDeprecation',
    advice: { request: 'Do not rely on the parameter any more.' },
  }),
  kindOf('parameter.added', 'An optional parameter is new.', 'additive'),
  kindOf('parameter.required-added', 'A required parameter is new.', ['breaking', 'additive'], {
    policy: 'requiredWithDefault',
    advice: { request: 'Send the parameter.' },
  }),
  kindOf('parameter.required', 'A parameter is required now.', ['breaking', 'additive'], {
    policy: 'requiredWithDefault',
    advice: { request: 'Send the parameter.' },
  }),
  kindOf('parameter.optional', 'A parameter is not required any more.', ['additive', 'breaking']),
  kindOf('parameter.serialization', 'A parameter is written in another style.', 'breaking', { advice: BOTH }),
  kindOf('parameter.deprecated', 'A parameter is deprecated, or not any more.', 'docs'),
  kindOf('body.added', 'An optional request body is new.', 'additive'),
  kindOf('body.required-added', 'A required request body is new.', ['breaking', 'additive'], {
    advice: { request: 'Send the body.' },
  }),
  kindOf('body.removed', 'A request body is removed, and ignored if it is sent.', ['risky', 'breaking']),
  kindOf('body.required', 'A request body is required now.', ['breaking', 'additive'], {
    advice: { request: 'Send the body.' },
  }),
  kindOf('body.optional', 'A request body is not required any more.', ['additive', 'breaking']),
  kindOf('body.media-type-removed', 'A request body must not have a media type any more.', ['breaking', 'additive'], {
    advice: { request: 'Send the body in another media type.' },
  }),
  kindOf('body.media-type-added', 'A request body may have another media type.', ['additive', 'breaking']),
  kindOf('body.encoding', 'A property of a form is written in another way.', 'risky', { advice: BOTH }),
  kindOf('response.status-added', 'A status is new that no range or default covered.', ['additive', 'risky'], {
    policy: 'newResponseStatus',
    advice: { response: 'Handle the status.' },
  }),
  kindOf('response.status-removed', 'A status is removed.', ['risky', 'additive']),
  kindOf('response.body-added', 'A response has a body that had none.', 'risky'),
  kindOf('response.body-removed', 'A response has no body any more.', ['additive', 'breaking'], {
    advice: { response: 'Do not read the body.' },
  }),
  kindOf('response.media-type-added', 'A response may have another media type.', ['additive', 'risky'], {
    policy: 'newResponseMediaType',
    advice: { response: 'Send "Accept" with the media types that the client reads.' },
  }),
  kindOf('response.media-type-removed', 'A response does not have a media type any more.', ['breaking', 'risky'], {
    advice: { response: 'Accept another media type.' },
  }),
  kindOf('header.added', 'A header of a response is new.', 'additive'),
  kindOf('header.removed', 'A header of a response is removed.', ['additive', 'breaking'], {
    advice: { response: 'Do not rely on the header any more.' },
  }),
  kindOf('header.required', 'A header of a response is always sent now.', ['breaking', 'additive']),
  kindOf('header.optional', 'A header of a response is not always sent any more.', ['additive', 'breaking'], {
    advice: { response: 'Handle responses without the header.' },
  }),
  kindOf('header.serialization', 'A header of a response is written in another style.', 'risky', { advice: BOTH }),
  kindOf('security.stricter', 'Credentials that were enough are rejected.', 'breaking', {
    policy: 'stricterSecurity',
    advice: { request: 'Send the credentials that the operation needs now.' },
  }),
  kindOf('security.looser', 'Other credentials, or none, are enough.', 'additive'),
  kindOf('security.scheme-changed', 'A security scheme has other facts, such as its addresses.', 'risky', {
    advice: BOTH,
  }),
  kindOf('server.path-removed', 'An operation is not served at a base path any more.', 'breaking', {
    advice: { request: 'Send requests to the new base path.' },
  }),
  kindOf('server.host', 'The hosts of the servers changed.', 'risky', {
    policy: 'changedHost',
    advice: { request: 'Send requests to the new host.' },
  }),
  ...SCHEMA_KINDS,
  kindOf('schema.default', 'A default is another, new or removed.', 'risky', { advice: BOTH }),
  kindOf('schema.deprecated', 'A value is deprecated, or not any more.', 'docs'),
  kindOf('schema.content', 'The encoding or media type of a text changed, which nothing validates.', 'risky'),
  kindOf('schema.discriminator', 'The discriminator changed, by which generated clients read alternatives.', 'risky'),
  kindOf('schema.xml', 'The names or places in XML changed.', 'risky'),
  kindOf('schema.format', 'A format changed that nothing validates.', 'risky'),
  ...['api', 'operation', 'parameter', 'response', 'schema'].map((part) =>
    kindOf(
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
