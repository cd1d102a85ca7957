import { takeCoverage } from 'node:v8';
import { afterAll } from 'vitest';

// Vitest ends its workers by a signal, and Node writes what was executed only where a process ends by itself.
afterAll(() => takeCoverage());
