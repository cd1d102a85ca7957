import type { Contract, Operation } from '../document/document.ts';

/** The text of `src/handlers.ts` for a document: each operation returns 501 until it is written. */
export function scaffoldHandlers({ operations }: Contract): string {
  const lines = operations.map(({ operationId, method, path }) => [
    `  // ${method.toUpperCase()} ${path.replaceAll(/\s/g, ' ')}`,
    `  ${propertyOf(operationId)}: notImplemented,`,
  ]);
  return `import { notImplemented } from 'keepspec-runtime';
import type { Handlers } from '../generated/operations.ts';

/** One function per operation. A missing function or an undeclared response does not compile. */
export const handlers: Handlers = {
${lines.flat().join('\n')}
};
`;
}

function propertyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** The text of `src/security.ts`; undefined if the document has no security scheme. */
export function scaffoldSecurity({ securitySchemes }: Contract): string | undefined {
  const schemes = Object.entries(securitySchemes).map(([name, scheme]) => ({ name, helper: helperOf(scheme) }));
  if (schemes.length === 0) return undefined;
  const helpers = [...new Set(schemes.flatMap(({ helper }) => helper ?? []))].sort();
  const imports = helpers.length === 0 ? '' : `import { ${helpers.join(', ')} } from 'keepspec-runtime';\n\n`;
  const lines = schemes.map(({ name, helper }) => {
    const check = helper === undefined ? '() => undefined' : `${helper}((_credentials) => undefined)`;
    return `  ${propertyOf(name)}: ${check},`;
  });
  return `${imports}/** One check per security scheme. It returns the principal of valid credentials. Until then requests are rejected with 401. */
export const security = {
${lines.join('\n')}
};
`;
}

function helperOf({ type, scheme }: { type?: unknown; scheme?: unknown }): string | undefined {
  if (type === 'apiKey') return 'apiKey';
  if (type === 'oauth2' || type === 'openIdConnect') return 'bearer';
  const name = String(scheme).toLowerCase();
  return type === 'http' && (name === 'basic' || name === 'bearer') ? name : undefined;
}

/** The text of `test/api.test.ts` for a document, with a line for each operation that needs a test. */
export function scaffoldTest({ operations }: Contract): string {
  return `import { afterAll, beforeAll, expect, test } from 'vitest';
import { start } from '../src/server.ts';

let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  server = await start(0);
});
afterAll(() => server.close());

test('an unknown path returns 404', async () => {
  expect((await fetch(\`\${server.url}/no-such-path\`)).status).toBe(404);
});

${operations.map(todoOf).join('\n')}
`;
}

/** A test checks a response with `await expect(response).toMatchContract(operationId)`. */
function todoOf({ operationId }: Operation): string {
  return `test.todo(${JSON.stringify(`${operationId} returns what the contract declares`)});`;
}
