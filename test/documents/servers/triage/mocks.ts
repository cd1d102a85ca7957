import type { Triage } from '../triage.ts';
import { ACCEPTS_ANY_CREDENTIALS, KEEPS_NOTHING, UNDECLARED_ERRORS } from './shared.ts';

/** The document of the mocks declares few rejections, and their authors choose the statuses. */
const UNDECLARED_REJECTIONS: Triage[] = [
  {
    class: 'true',
    check: 'status_code_conformance',
    message: /^returned 4/,
    reason: 'The mock returns a status that the document does not declare, where it could choose a declared one.',
  },
];

export const PRISM: Triage[] = [
  KEEPS_NOTHING,
  ACCEPTS_ANY_CREDENTIALS,
  ...UNDECLARED_REJECTIONS,
  {
    class: 'true',
    check: 'response_schema_conformance',
    reason: 'Prism cuts circles of schemas, so that its responses lack what the schema requires there.',
  },
  {
    class: 'true',
    check: ['status_semantics', 'unsupported_method'],
    reason: 'Its 405 has no Allow, and its 401 no WWW-Authenticate.',
  },
  {
    class: 'true',
    check: 'error_names_field',
    reason: 'The response to an invalid request is the example of the document, which names no field.',
  },
  {
    class: 'true',
    check: 'positive_data_acceptance',
    reason: 'A required read-only property inside a circle is wanted of requests, and XML is not read.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    reason: 'null is accepted in place of an object, and media types that are not declared.',
  },
  { class: 'true', check: 'responds', reason: 'A body of broken JSON gets no response.' },
];

export const SCALAR: Triage[] = [
  KEEPS_NOTHING,
  ACCEPTS_ANY_CREDENTIALS,
  ...UNDECLARED_REJECTIONS,
  {
    class: 'true',
    check: 'negative_data_rejection',
    operations: ['createCelestialBody'],
    reason: 'A body with a discriminator is not validated.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    message: /No invalid body of application\/xml was rejected/,
    reason: 'Bodies of XML are not validated.',
  },
  {
    class: 'true',
    check: 'negative_data_rejection',
    message: /media type is not declared/,
    reason: 'Media types that are not declared are accepted.',
  },
  {
    class: 'true',
    check: 'response_schema_conformance',
    reason: 'null takes the place of an object where a circle of schemas is cut.',
  },
  {
    class: 'true',
    check: 'positive_data_acceptance',
    reason: 'Required read-only properties are wanted of requests.',
  },
  {
    class: 'true',
    check: 'content_type_conformance',
    reason: 'A 422 has another media type than the declared ones.',
  },
];

export const MOCKOON: Triage[] = [
  KEEPS_NOTHING,
  ACCEPTS_ANY_CREDENTIALS,
  {
    class: 'true',
    check: 'negative_data_rejection',
    reason: 'Mockoon validates no requests.',
  },
  {
    class: 'true',
    check: 'response_schema_conformance',
    reason: 'Generated texts have no format, and empty texts take the place of objects.',
  },
  {
    class: 'true',
    check: 'response_headers_conformance',
    reason: 'A header that must be an integer is empty.',
  },
  {
    class: 'true',
    check: [
      ...(['leaves_others_alone', 'reads_what_was_made', 'repeatable_reads', 'entity_tags', 'put_replaces'] as const),
      ...(['location_leads_to_it', 'filters_filter', 'page_size_kept'] as const),
    ],
    reason: 'Each response has other random values.',
  },
];

export const STEADY: Triage[] = [
  KEEPS_NOTHING,
  ACCEPTS_ANY_CREDENTIALS,
  ...UNDECLARED_ERRORS,
  {
    class: 'true',
    check: 'negative_data_rejection',
    reason: 'null is accepted for any type, and formats and exclusive limits are not validated.',
  },
  {
    class: 'true',
    check: ['status_semantics', 'unsupported_method'],
    reason: 'Its 405 has no Allow.',
  },
  { class: 'true', check: 'positive_data_acceptance', reason: 'A declared body of XML is validated as a text.' },
  {
    class: 'true',
    check: 'response_schema_conformance',
    reason: 'The example of an item fits several alternatives of a oneOf.',
  },
];
