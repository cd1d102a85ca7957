#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { ContractError } from './document/document.ts';

const USAGE = `contract <verb> [contract] [options]

  build   derive types, validators, serializers and the
          operation table from the contract            --out generated  --check  --allow-remote
  lint    check the contract's style and examples
  mock    answer from the contract's examples          --port 4010  --host 127.0.0.1
  docs    write the documentation as one HTML page     --out dist/docs/index.html

The contract is openapi/openapi.yaml unless named.
`;

const DEFAULT_CONTRACT = 'openapi/openapi.yaml';

type Options = {
  contract: string;
  out: string | undefined;
  check: boolean;
  allowRemote: boolean;
  port: number;
  host: string;
};

/** Runs one verb. Answers the exit code: 0 all is well, 1 a check failed, 2 wrong use. */
async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
      'allow-remote': { type: 'boolean', default: false },
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [verb, contract = DEFAULT_CONTRACT] = positionals;
  if (values.help || verb === undefined) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new TypeError(`--port: "${values.port}" is no port.`);
  const options = {
    contract,
    out: values.out,
    check: values.check,
    allowRemote: values['allow-remote'],
    port,
    host: values.host,
  };
  // Each verb loads its own libraries: the mock's take a second that the others need not wait.
  switch (verb) {
    case 'build':
      return build(options);
    case 'lint':
      return (await import('./lint/lint.ts')).lintContract(options.contract);
    case 'mock':
      return mock(options);
    case 'docs':
      return docs(options);
    default:
      process.stderr.write(`contract: there is no verb "${verb}".\n\n${USAGE}`);
      return 2;
  }
}

async function build({ contract, out = 'generated', check, allowRemote }: Options): Promise<number> {
  const { buildArtefacts, findStaleArtefacts, writeArtefacts } = await import('./build/build.ts');
  const warnings = new Set<string>();
  const artefacts = await buildArtefacts(contract, (sentence) => warnings.add(sentence), { allowRemote });
  for (const sentence of warnings) process.stderr.write(`${contract}: ${sentence}\n`);
  if (!check) {
    await writeArtefacts(artefacts, out);
    process.stdout.write(`${artefacts.map(({ name }) => `${out}/${name}`).join('\n')}\n`);
    return 0;
  }
  const stale = await findStaleArtefacts(artefacts, out);
  for (const name of stale) process.stderr.write(`${out}/${name} is stale. Make it anew with: npm run generate\n`);
  return stale.length === 0 ? 0 : 1;
}

async function mock({ contract, port, host }: Options): Promise<number> {
  const { startMock } = await import('./mock/mock.ts');
  const { bundleContract } = await import('./document/bundle.ts');
  const server = await startMock(await bundleContract(contract), { port, host });
  process.stdout.write(`The mock answers at ${server.url}\nStop it with Ctrl-C.\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
  return 0;
}

async function docs({ contract, out = 'dist/docs/index.html' }: Options): Promise<number> {
  const { writeDocs } = await import('./docs/docs.ts');
  await writeDocs(contract, out);
  process.stdout.write(`${out}\n`);
  return 0;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof ContractError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else if (error instanceof TypeError) {
    process.stderr.write(`contract: ${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else {
    throw error;
  }
}
