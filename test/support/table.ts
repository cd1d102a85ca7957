import type { Row } from './row.ts';
import { BODIES } from './rows/bodies.ts';
import { COMPONENTS } from './rows/components.ts';
import { DOCUMENT } from './rows/document.ts';
import { OPERATIONS } from './rows/operations.ts';
import { PARAMETERS } from './rows/parameters.ts';
import { RESPONSES } from './rows/responses.ts';
import { SCHEMA_ANNOTATIONS } from './rows/schema-annotations.ts';
import { SCHEMA_APPLICATORS } from './rows/schema-applicators.ts';
import { SCHEMA_CORE } from './rows/schema-core.ts';
import { SCHEMA_OBJECTS } from './rows/schema-objects.ts';
import { SCHEMA_VALIDATION } from './rows/schema-validation.ts';
import { SECURITY } from './rows/security.ts';
import { SERVERS_AND_TAGS } from './rows/servers.ts';

/** Every keyword of the object model. */
export const TABLE: Row[] = [
  ...[...DOCUMENT, ...SERVERS_AND_TAGS, ...COMPONENTS],
  ...[...OPERATIONS, ...PARAMETERS, ...BODIES, ...RESPONSES],
  ...[...SCHEMA_CORE, ...SCHEMA_APPLICATORS, ...SCHEMA_VALIDATION, ...SCHEMA_ANNOTATIONS, ...SCHEMA_OBJECTS],
  ...SECURITY,
];
