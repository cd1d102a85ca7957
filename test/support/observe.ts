import { compileContract } from '../../src/contract/build/build.ts';
import { writeClient } from '../../src/contract/build/client.ts';
import {
  type DiscriminatorMode,
  enforceDiscriminators,
  withoutCircles,
} from '../../src/contract/build/discriminators.ts';
import { writeOperations } from '../../src/contract/build/handler-module.ts';
import { generateTypes } from '../../src/contract/build/types.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { readContract } from '../../src/contract/document/operations.ts';
import { createFindSchema, isObject } from '../../src/contract/document/references.ts';
import { normalizeDocument } from '../../src/contract/document/resources.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { findResponseViolations } from '../../src/contract/verify/conformance.ts';
import { createPlan, type Plan } from '../../src/contract/verify/plan.ts';
import { createPlanning } from '../../src/contract/verify/planning.ts';
import type { Received } from '../../src/contract/verify/types.ts';
import { baseOf } from '../../src/contract/verify/write-request.ts';
import type { Column, Probe, Returned, Row } from './row.ts';
import { requestOf, sendProbes, sendReturned } from './serve.ts';

/** Columns whose effect of a document is a text. The documentation is read in a browser. */
export type Observed = Record<Exclude<Column, 'docs'>, string>;

/** What each part of the toolkit makes of a document. Two documents with the same texts are the same to it. */
export async function observe(row: Row, document: OpenApiDocument): Promise<Observed> {
  const { isComment = false, discriminator, returns = [{ status: 200 }] } = row;
  const probes = row.probes ?? probesOf(document);
  const upgraded = normalizeDocument(document);
  const { checked: read, typed } =
    discriminator === 'enforce'
      ? enforceDiscriminators(upgraded, () => undefined)
      : { checked: upgraded, typed: withoutCircles(upgraded) };
  const contract = readContract(read);
  const types = (await generateTypes(typed)) + (await writeOperations('', contract, read));
  const compiled = compileContract(document, () => undefined, discriminator);
  const client = writeClient('', contract, { find: createFindSchema(read), runtime: 'runtime' });
  return {
    types: isComment ? types : withoutComments(types),
    request: await sendProbes(compiled, probes),
    response: await sendReturned(compiled, returns),
    mock: await askMock(document, probes, discriminator),
    verify: describePlan(createPlan(document, discriminator), returns),
    client,
  };
}

function probesOf({ paths = {} }: OpenApiDocument): Probe[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => /^(get|put|post|delete|patch)$/.test(method))
      .map((method) => ({ method: method.toUpperCase(), path })),
  );
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*\*[\s\S]*?\*\//g, '').replaceAll(/\s+/g, ' ');
}

/** Headers that say nothing of a document. */
const TRANSPORT = /^(date|connection|keep-alive|content-length|transfer-encoding|vary|access-control-.*)$/;

async function askMock(
  document: OpenApiDocument,
  probes: Probe[],
  discriminator: DiscriminatorMode = 'schemas',
): Promise<string> {
  const mock = await startMock(document, { port: 0, host: '127.0.0.1', discriminator });
  try {
    const responses: unknown[] = [];
    for (const probe of probes) {
      const response = await fetch(requestOf(mock.url, probe));
      const headers = [...response.headers].filter(([name]) => !TRANSPORT.test(name));
      responses.push([response.status, headers, await response.text()]);
    }
    return JSON.stringify(responses);
  } finally {
    await mock.stop();
  }
}

/** More cases of an operation than this are not compared. */
const MOST_CASES = 60;

/** The cases of a plan, its links, and what it finds wrong with responses. */
function describePlan(plan: Plan, returns: Returned[]): string {
  const planning = createPlanning(plan, 1, Number.POSITIVE_INFINITY);
  const operations = plan.operations.map((operation) => {
    const constraints: unknown[] = [];
    for (let index = 0; index < MOST_CASES; index++) constraints.push(planning.constraint(operation, index));
    const violations = returns.map((one) => findResponseViolations(operation, toReceived(one), operation.method));
    return {
      target: baseOf({}, operation) + operation.path,
      examples: planning.examples(operation),
      constraints,
      protocol: planning.protocol(operation),
      violations: violations.flat().map(({ kind, message }) => [kind, message]),
    };
  });
  const links = plan.links.map(({ name, status, from, to, parameters, requestBody }) => {
    return [name, status, from.operationId, to.operationId, parameters, requestBody];
  });
  return JSON.stringify({ operations, links, lost: plan.lost, untried: planning.untried() });
}

/** An object in a header, as `explode` has it. */
function exploded(value: Record<string, unknown>): string {
  return Object.entries(value)
    .map((member) => member.join('='))
    .join(',');
}

function toReceived({ status, headers = {}, body, contentType = 'application/json' }: Returned): Received {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const mediaType = body === undefined ? '' : contentType;
  const texts = Object.entries(headers).map(([name, value]) => [name, isObject(value) ? exploded(value) : value]);
  const all = {
    ...Object.fromEntries(texts),
    ...(body === undefined ? {} : { 'content-type': contentType }),
  };
  return { status, headers: all, mediaType, text, value: body };
}
