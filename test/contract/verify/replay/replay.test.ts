import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPlan } from '../../../../src/contract/verify/plan.ts';
import { type FindingsFile, parseFindings } from '../../../../src/contract/verify/replay/findings-file.ts';
import { type ReplayOutcome, replayAll } from '../../../../src/contract/verify/replay/replay-run.ts';
import { type FoundEvidence, toFindingsFile } from '../../../../src/contract/verify/replay/write-findings.ts';
import { runVerify } from '../../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../../src/contract/verify/run-context.ts';
import { DEFECTS, type Defect, KEY, OTHER_KEY, PETS, type PetServer, startPets } from './pets.ts';

const ALL = Object.keys(DEFECTS) as Defect[];
const plan = createPlan(PETS);

const optionsFor = ({ url }: PetServer, change: Partial<RunOptions> = {}): RunOptions => ({
  ...{ url, auth: { authorization: KEY }, otherAuth: { authorization: OTHER_KEY }, seed: 1, maxCases: 10_000 },
  ...{
    operations: [],
    phases: ['examples', 'constraints', 'protocol', 'state'],
    off: [],
    timeMs: 600_000,
    concurrency: 4,
    responseMs: 600_000,
  },
  onProgress: () => undefined,
  ...change,
});

async function verify(server: PetServer, change: Partial<RunOptions> = {}): Promise<FindingsFile> {
  const evidence: FoundEvidence = new Map();
  const options = optionsFor(server, { ...change, onFinding: (finding, own) => void evidence.set(finding, own) });
  await runVerify(plan, options);
  return parseFindings(JSON.stringify(toFindingsFile(evidence, options, 'pets.yaml')));
}

const nameOf = ({ operationId, check }: { operationId: string; check: string }): string => `${operationId} ${check}`;

function byResult({ results }: ReplayOutcome): Record<string, string[]> {
  const groups = Map.groupBy(results, ({ result }) => result);
  return Object.fromEntries([...groups].map(([result, own]) => [result, [...new Set(own.map(nameOf))].sort()]));
}

let server: PetServer;
let file: FindingsFile;
beforeAll(async () => {
  server = await startPets(ALL);
  file = await verify(server);
});
afterAll(() => server.stop());

async function replayOn(defects: Defect[], change: Partial<RunOptions> = {}, given = file) {
  const other = await startPets(defects);
  try {
    return await replayAll(plan, given, optionsFor(other, change));
  } finally {
    other.stop();
  }
}

describe('a file of findings', () => {
  test('has each defect of the server, and nothing else', () => {
    expect(new Set(file.findings.map(nameOf))).toEqual(new Set(Object.values(DEFECTS)));
  });

  test('has no credentials and no id of the run', () => {
    const text = JSON.stringify(file);
    expect(text).not.toContain('secret-key');
    const ids = /[0-9a-f]{8}-[0-9a-f]{4}-4/;
    const requests = file.findings.flatMap((finding) => finding.requests);
    expect(requests.filter(({ path }) => ids.test(path))).toEqual([]);
    expect(requests.some(({ path }) => path === '/pets/{{2}}')).toBe(true);
  });

  test('has the same fingerprints for another seed and another port', async () => {
    const other = await startPets(ALL);
    const again = await verify(other, { seed: 7 });
    other.stop();
    const prints = ({ findings }: FindingsFile) => new Set(findings.map((one) => `${nameOf(one)} ${one.fingerprint}`));
    expect(prints(again)).toEqual(prints(file));
  });
});

describe('a replay', () => {
  test('finds everything again in a server that is as it was', async () => {
    expect(byResult(await replayOn(ALL))).toEqual({ 'still there': Object.values(DEFECTS).sort() });
  });

  test('finds nothing in a right server', async () => {
    expect(byResult(await replayOn([]))).toEqual({ fixed: Object.values(DEFECTS).sort() });
  });

  test.each(ALL)('says that all is fixed, but for a server that %s', async (defect) => {
    const others = Object.entries(DEFECTS).flatMap(([one, name]) => (one === defect ? [] : [name]));
    expect(byResult(await replayOn([defect]))).toEqual({ 'still there': [DEFECTS[defect]], fixed: others.sort() });
  });

  test('sends the bytes of a body that is not UTF-8', async () => {
    const [finding] = file.findings.filter((one) => nameOf(one) === DEFECTS['crashes at bytes']);
    const sent = server.uploads.find((bytes) => bytes.some((byte) => byte > 127));
    const other = await startPets();
    await replayAll(plan, { ...file, findings: finding === undefined ? [] : [finding] }, optionsFor(other));
    other.stop();
    expect(other.uploads).toEqual([sent]);
  });

  test('is unclear without the credentials of the run', async () => {
    const { results } = await replayOn([], { auth: {} });
    const [lacking] = results.filter((one) => nameOf(one) === DEFECTS['reads what is deleted']);
    expect(lacking).toMatchObject({
      result: 'unclear',
      message: 'addPet needs the credentials "authorization", which --auth does not give',
    });
  });

  test('is unclear if a request before the finding fails', async () => {
    const broken = await startPets();
    const { url } = broken;
    broken.stop();
    expect(await replayAll(plan, file, optionsFor({ ...broken, url }))).toEqual({
      results: [],
      stopped: `Nothing is listening at ${url}. Start the server, or correct --server.`,
    });
    const [finding] = file.findings.filter((one) => nameOf(one) === DEFECTS['crashes at bytes']);
    if (finding === undefined) throw new Error('There is no such finding.');
    const requests = finding.requests.map((request) => ({
      ...request,
      headers: { ...request.headers, 'content-type': 'x/y' },
    }));
    const { results } = await replayOn([], {}, { ...file, findings: [{ ...finding, requests }] });
    expect(results[0]).toMatchObject({
      result: 'unclear',
      message: 'addPhoto needs #/id of the response to addPet, which returned 400 instead of 201',
    });
  });

  test('is unclear for what the document no longer has', async () => {
    const [finding] = file.findings;
    if (finding === undefined) throw new Error('There are no findings.');
    const { results } = await replayOn([], {}, { ...file, findings: [{ ...finding, operationId: 'addPat' }] });
    expect(results[0]).toMatchObject({ result: 'unclear', message: 'the document has no operation "addPat"' });
  });
});
