import type { Row } from './row.ts';
import { SCHEMA_ANNOTATIONS } from './rows/schema-annotations.ts';
import { SCHEMA_APPLICATORS } from './rows/schema-applicators.ts';
import { SCHEMA_CORE } from './rows/schema-core.ts';
import { SCHEMA_OBJECTS } from './rows/schema-objects.ts';
import { SCHEMA_VALIDATION } from './rows/schema-validation.ts';

/** Every keyword of the object model. */
export const TABLE: Row[] = [
  ...SCHEMA_CORE,
  ...SCHEMA_APPLICATORS,
  ...SCHEMA_VALIDATION,
  ...SCHEMA_ANNOTATIONS,
  ...SCHEMA_OBJECTS,
];
