import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { ContractError, type DocumentFault, type OpenApiDocument } from '../document/document.ts';
import type { FileReadOptions } from '../document/root.ts';
import { type DiscriminatorMode, decideDiscriminators } from './discriminators.ts';
import type { ValidatorTexts } from './validator-module.ts';
import type { ValidatorsTask } from './validators.ts';

/** A document whose structure is checked. */
export type ThreadTask = {
  /** Path or URL of the root document. */
  file: string;
  reading: FileReadOptions;
};

/** A document in the normal form, without invalid defaults. */
export type TypesTask = { document: OpenApiDocument; discriminator: DiscriminatorMode };

/** Results of a thread, in this order. If `checkStructure` throws, all are rejected with its error. */
export type ThreadWork = {
  structure: Promise<DocumentFault[]>;
  writeTypes: (task: TypesTask) => Promise<string>;
  compileValidators: (task: ValidatorsTask) => Promise<ValidatorTexts>;
  stop: () => void;
};

/** From so many characters of a document on, a second thread saves more time than it takes to start. */
const LARGE = 3_000_000;

/** Name of the task in the data of a thread, which no other thread has. */
const TASK = 'keepspec-thread-task';

/** Whether a document is worth a second thread. */
export function isWorthThread(bundle: { length: number }): boolean {
  return bundle.length >= LARGE && availableParallelism() > 1;
}

/** Whether the root of a document is large. The thread then starts before the document is read. */
export async function isRootWorthThread(file: string, { texts }: FileReadOptions): Promise<boolean> {
  const text = texts?.get(resolve(file));
  // The reader reports unreadable documents.
  return isWorthThread(
    text ?? {
      length: await stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    },
  );
}

/** Results in the order of the tasks. */
type ThreadMessage = { result: unknown } | { faults: DocumentFault[] };

/** Checks the structure of a document in a thread, which then does a part of the work of this one. */
export function startThread({ file, reading }: ThreadTask): ThreadWork {
  const { allowRemote, overlays, texts } = reading;
  // Functions cannot be sent to a thread. The files were reported when they were read.
  const sent = JSON.parse(JSON.stringify({ allowRemote, overlays })) as FileReadOptions;
  const data: ThreadTask = { file, reading: texts === undefined ? sent : { ...sent, texts } };
  const worker = new Worker(new URL(import.meta.url), { workerData: { [TASK]: data } });
  const open: PromiseWithResolvers<unknown>[] = [];
  let failure: { error: unknown } | undefined;
  const wait = <Result>(): Promise<Result> => {
    const result = Promise.withResolvers<unknown>();
    // It may not be waited for any more.
    result.promise.catch(() => undefined);
    if (failure === undefined) open.push(result);
    else result.reject(failure.error);
    return result.promise as Promise<Result>;
  };
  const fail = (error: unknown): void => {
    failure = { error };
    for (const { reject } of open.splice(0)) reject(error);
  };
  worker.on('message', (message: ThreadMessage) => {
    if ('result' in message) open.shift()?.resolve(message.result);
    else fail(new ContractError(message.faults));
  });
  worker.on('error', fail);
  const send = <Result>(task: object): Promise<Result> => {
    worker.postMessage(task);
    return wait<Result>();
  };
  return {
    structure: wait(),
    writeTypes: (task) => send({ types: task }),
    compileValidators: (task) => send({ validators: task }),
    stop: () => void worker.terminate(),
  };
}

type SentTask = { types: TypesTask } | { validators: ValidatorsTask };

function runTask({ file, reading }: ThreadTask, port: NonNullable<typeof parentPort>): void {
  // A task that arrives early waits for those before it, and fails with them.
  let last: Promise<void> = Promise.resolve();
  const act = (work: () => Promise<unknown>): void => {
    last = last.then(work).then((result) => port.postMessage({ result } satisfies ThreadMessage));
    last.catch((error: unknown) => {
      if (!(error instanceof ContractError)) throw error;
      port.postMessage({ faults: error.faults } satisfies ThreadMessage);
    });
  };
  act(() => checkFiles(file, reading));
  port.on('message', (task: SentTask) => act(() => runSent(task)));
}

async function checkFiles(file: string, reading: FileReadOptions): Promise<unknown> {
  const { checkStructure } = await import('../document/explain.ts');
  return checkStructure(file, reading);
}

async function runSent(task: SentTask): Promise<unknown> {
  if ('types' in task) {
    const { document, discriminator } = task.types;
    const { generateTypes } = await import('./types.ts');
    // This thread's caller reports what cannot be decided.
    return generateTypes(decideDiscriminators(document, discriminator, () => undefined).typed);
  }
  const { compileShare } = await import('./validators.ts');
  return compileShare(task.validators, 'last');
}

const own = (workerData as Record<string, ThreadTask> | null)?.[TASK];
if (own !== undefined && parentPort !== null) runTask(own, parentPort);
