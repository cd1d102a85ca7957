import type { Plugin } from '@redocly/openapi-core';
import { errorSchema, requestClosed, requestExamples, responseExamples, responseHeader } from './operation-rules.ts';
import { bounded, described, exemplified } from './schema-rules.ts';

/** Rules for a contract that tools and people can go by, for `plugins` in `redocly.yaml`. */
const contractPlugin = (): Plugin => ({
  id: 'contract',
  rules: {
    oas3: {
      described,
      exemplified,
      bounded,
      'request-examples': requestExamples,
      'response-examples': responseExamples,
      'error-schema': errorSchema,
      'response-header': responseHeader,
      'request-closed': requestClosed,
    },
  },
});

// Redocly takes a plugin file's default export, and no other.
export default contractPlugin;
