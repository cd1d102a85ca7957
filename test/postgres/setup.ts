import { inject } from 'vitest';

// Read by `test-database.ts`, which programs without Vitest import too.
process.env.TEST_POSTGRES = inject('postgres');
