/** What of the corpus cannot pass, by the name of the document, with the cause. */

const AMBIGUOUS =
  'each body fits more than one alternative of oneOf; a discriminator does not change that (OAS 3.1 §4.8.25)';
const CONTRADICTORY = 'its schemas contradict one another';
const ALTERNATIVES = 'the sample mixes alternatives that stand beside one another';

/** Operations whose valid request was not accepted, because the samples could not make one, with the cause. */
export const NOT_SAMPLED: Record<string, Record<string, string>> = {
  'readme-3.0-discriminators': {
    oneOfWithTopLevelDiscriminatorAndMapping: AMBIGUOUS,
    oneOfWithTopLevelDiscriminatorNoMapping: AMBIGUOUS,
    patchEmbeddedDiscriminator: AMBIGUOUS,
    patchOneofAllofTopLevelDisc: AMBIGUOUS,
    patchMappingWithDuplicateSchemas: AMBIGUOUS,
    patchMappingOfSchemaNames: AMBIGUOUS,
    postPotentiallyUndefinedFormData: AMBIGUOUS,
  },
  'readme-3.0-polymorphism': {
    patchPets: AMBIGUOUS,
    postAnythingOneOfObject: AMBIGUOUS,
    postAnythingOneOfObjectRef: AMBIGUOUS,
    postOneOfComplex: ALTERNATIVES,
  },
  'readme-3.0-circular-request-bodies': { directCircular: 'its body requires itself without end' },
  'readme-3.0-complex-nesting': { postMultischemaOfEverything: ALTERNATIVES },
  'readme-3.0-schema-types': {
    quirks_entirelyIncompatibleAllOf: CONTRADICTORY,
    quirks_partiallyUsableIncompatibleAllOf: CONTRADICTORY,
  },
  'readme-3.1-schema-types': {
    quirks_entirelyIncompatibleAllOf: CONTRADICTORY,
    quirks_partiallyUsableIncompatibleAllOf: CONTRADICTORY,
  },
};

/** How many rejections are problem details although the document declares another schema, with the cause. */
export const NO_VALID_BODY: Record<string, { count: number; cause: string }> = {
  'readme-3.0-readme-legacy': { count: 66, cause: AMBIGUOUS },
  github: { count: 4, cause: `${AMBIGUOUS}; and alternatives that differ in the items of a list are not serialized` },
};

/** Responses that no server can give, with the cause. */
export const IMPOSSIBLE: Record<string, { checks: string[]; cause: string }> = {
  'readme-3.0-response-examples': { checks: ['status_semantics'], cause: 'a GET that declares a 201' },
  'readme-3.0-circular-request-bodies': {
    checks: ['response_schema_conformance'],
    cause: 'the body of a response requires itself without end',
  },
  'readme-3.0-http-status-codes': {
    checks: ['not_a_server_error', 'status_semantics'],
    cause: 'operations that declare nothing but one status, such as a 5xx, a 304, or a 201 for GET',
  },
  'readme-3.0-readme-legacy': {
    checks: ['response_schema_conformance', 'error_names_field'],
    cause: 'each error fits more than one alternative of oneOf',
  },
};

/** Operations of which no valid request is found, with the cause. */
export const NOT_TRIED: Record<string, string[]> = {
  // Each body fits more than one alternative of oneOf.
  'readme-3.0-discriminators': ['postPotentiallyUndefinedFormData'],
  // Their schemas contradict one another.
  'readme-3.0-schema-types': ['quirks_entirelyIncompatibleAllOf', 'quirks_partiallyUsableIncompatibleAllOf'],
  'readme-3.1-schema-types': ['quirks_entirelyIncompatibleAllOf', 'quirks_partiallyUsableIncompatibleAllOf'],
};
