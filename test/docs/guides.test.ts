import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Compared, contradictions } from './differences.ts';
import { readGuide, withAddition } from './guide.ts';
import { startRecorder } from './recorder.ts';
import { type Parts, readRequests, send } from './requests.ts';
import { type App, compileWorkspace, createWorkspace, runProgram, startApp, type Workspace } from './workspace.ts';

const requests = await readRequests();
const servers = await Promise.all(
  ['from-express-openapi-validator', 'from-openapi-backend', 'from-fastify-openapi-glue'].map(readGuide),
);
const clients = await readGuide('from-openapi-fetch');
for (const { files, additions } of servers) {
  files['before-with-report.ts'] = withAddition(files['before.ts'] ?? '', additions['before.ts'] ?? '');
  if (files['reject.ts'] === undefined) continue;
  const after = files['after.ts']?.replace('security })', 'security, reject })');
  files['after-with-reject.ts'] = `import { reject } from './reject.ts';\n${after}`;
}

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace([...servers, clients]);
});
afterAll(() => workspace.remove());

test('all files of the guides compile', async () => {
  expect(await compileWorkspace(workspace)).toBe('');
});

describe.each(servers)('$name', ({ name, files, printed, differences }) => {
  const apps: App[] = [];
  /** Sends all requests to an app of the guide, one after another: later ones read what earlier ones have stored. */
  const run = async (file: string): Promise<{ app: App; responses: Parts[] }> => {
    const app = await startApp(workspace, name, file);
    apps.push(app);
    const responses: Parts[] = [];
    for (const request of requests) responses.push(await send(app.url, request));
    return { app, responses };
  };
  let before: Parts[];
  let after: Parts[];
  beforeAll(async () => {
    const runs = await Promise.all([run('before.ts'), run('after.ts')]);
    [before = [], after = []] = runs.map(({ responses }) => responses);
  });
  afterAll(() => Promise.all(apps.map((app) => app.stop())));

  test('the responses differ as the table says, and not otherwise', () => {
    const compared = requests.map(
      ({ title }, at): Compared => ({ title, before: before[at] as Parts, after: after[at] as Parts }),
    );
    expect(differences.length).toBeGreaterThan(3);
    expect(contradictions(differences, compared)).toEqual([]);
  });

  test('`validation: report` changes no response, and reports each request that will be rejected', async () => {
    const { app, responses } = await run('before-with-report.ts');
    expect(responses).toEqual(before);
    // The handler rejects a book that does not exist: the request is valid.
    const rejected = requests.filter(
      ({ title }, at) => Number(after[at]?.status) >= 400 && title !== 'A book that does not exist',
    );
    expect(rejected.length).toBeGreaterThan(10);
    const expected = rejected.map(({ method, target }) => `${method} ${target}`);
    await expect.poll(() => reportedIn(app.output())).toEqual(expected);
    expect(printed.length).toBeGreaterThan(0);
    expect(app.output().split('\n')).toEqual(expect.arrayContaining(printed));
  });

  // Only one guide has such an app.
  if ('reject.ts' in files)
    test('with `reject` invalid requests have the paths and codes of before, except for a repeated parameter', async () => {
      const { responses } = await run('after-with-reject.ts');
      const coded = requests.flatMap(({ title }, at) => {
        const errors = codedErrors(before[at]);
        return errors === undefined ? [] : [{ title, errors, after: codedErrors(responses[at]) }];
      });
      expect(coded.length).toBeGreaterThan(5);
      const differing = coded.filter(({ errors, after }) => errors.join() !== after?.join());
      expect(differing.map(({ title, after }) => [title, after])).toEqual([
        ['A limit that is sent twice', ['/query/limit style.openapi.validation']],
      ]);
    });
});

describe('from-openapi-fetch', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp(workspace, 'from-express-openapi-validator', 'after.ts');
  });
  afterAll(() => app.stop());

  test('both programs send the same requests, and their output differs as the table says, and not otherwise', async () => {
    const run = async (file: string) => {
      const recorder = await startRecorder(app.url);
      const output = await runProgram(workspace, clients.name, { file, env: { BASE_URL: recorder.url } });
      await recorder.stop();
      return { output: outputByTitle(output), requests: recorder.requests };
    };
    const before = await run('before.ts');
    const after = await run('after.ts');
    expect(before.requests.length).toBeGreaterThan(3);
    expect(after.requests).toEqual(before.requests);
    expect(Object.keys(after.output)).toEqual(Object.keys(before.output));
    const compared = Object.keys(before.output).map((title) => ({
      title,
      before: { output: before.output[title] ?? '' },
      after: { output: after.output[title] ?? '' },
    }));
    expect(contradictions(clients.differences, compared)).toEqual([]);
  });
});

/** What a program has printed for each call, as `title: output`. The path of a new book counts books. */
function outputByTitle(output: string): Record<string, string> {
  const entries = [...output.matchAll(/^([A-Z][\w ]+): (.*(?:\n .*|\n[\]}])*)/gm)];
  return Object.fromEntries(
    entries.map(([, title = '', text = '']) => [title, text.replace(/\/books\/\d+/, '/books/…')]),
  );
}

/** Paths and codes of a response; undefined where an error has no code. */
function codedErrors({ status, body = '' }: Parts = {}): string[] | undefined {
  if (status !== '400') return undefined;
  const { errors = [] } = JSON.parse(body) as { errors?: { path: string; errorCode?: string }[] };
  if (errors.length === 0 || errors.some(({ errorCode }) => errorCode === undefined)) return undefined;
  return errors.map(({ path, errorCode }) => `${path} ${errorCode}`);
}

/** Requests that `report.ts` has logged. The first one is sent until the app responds, and is in no table. */
function reportedIn(output: string): string[] {
  const lines = [...output.matchAll(/^([A-Z]+ \/\S*) /gm)].map(([, request = '']) => request);
  return lines.filter((request) => request !== 'GET /');
}
