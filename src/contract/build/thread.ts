import { availableParallelism } from 'node:os';
import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { ContractError, type DocumentFault, type OpenApiDocument } from '../document/document.ts';
import { normalizeDocument } from '../document/resources.ts';
import type { FileReadOptions } from '../document/root.ts';
import { type DiscriminatorMode, decideDiscriminators } from './discriminators.ts';

/** A document whose structure is checked and whose types are written. */
export type ThreadTask = {
  /** Path or URL of the root document. */
  file: string;
  reading: FileReadOptions;
  /** JSON text of the bundled document. */
  bundle: string;
  discriminator: DiscriminatorMode;
};

/** What a thread of its own makes. Both are rejected with what `checkStructure` throws. */
export type ThreadWork = { structure: Promise<DocumentFault[]>; types: Promise<string>; stop: () => void };

/** From so many characters of a bundled document on, a second thread saves more time than it takes to start. */
const LARGE = 3_000_000;

/** Name of the task in the data of a thread, which no other thread has. */
const TASK = 'keepspec-thread-task';

/** Whether a document is worth a second thread. */
export function isWorthThread(bundle: string): boolean {
  return bundle.length >= LARGE && availableParallelism() > 1;
}

type ThreadMessage = { structure: DocumentFault[] } | { types: string } | { faults: DocumentFault[] };

/** Checks the structure of a document and writes its types in a thread, while this one compiles its schemas. */
export function startThread({ file, reading, ...task }: ThreadTask): ThreadWork {
  const { allowRemote, overlays, texts } = reading;
  // Functions cannot be sent to a thread. The files were reported when they were read.
  const sent = JSON.parse(JSON.stringify({ allowRemote, overlays })) as FileReadOptions;
  const data = { ...task, file, reading: texts === undefined ? sent : { ...sent, texts } };
  const worker = new Worker(new URL(import.meta.url), { workerData: { [TASK]: data } });
  const structure = Promise.withResolvers<DocumentFault[]>();
  const types = Promise.withResolvers<string>();
  const fail = (error: unknown): void => {
    for (const { reject, promise } of [structure, types]) {
      reject(error);
      // It may not be waited for any more.
      promise.catch(() => undefined);
    }
  };
  worker.on('message', (message: ThreadMessage) => {
    if ('structure' in message) structure.resolve(message.structure);
    else if ('types' in message) types.resolve(message.types);
    else fail(new ContractError(message.faults));
  });
  worker.on('error', fail);
  return { structure: structure.promise, types: types.promise, stop: () => void worker.terminate() };
}

async function runTask({ file, reading, bundle, discriminator }: ThreadTask, port: MessagePort): Promise<void> {
  const send = (message: ThreadMessage): void => port.postMessage(message);
  const { checkStructure } = await import('../document/explain.ts');
  try {
    send({ structure: await checkStructure(file, reading) });
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    send({ faults: error.faults });
    return;
  }
  const normalized = normalizeDocument(JSON.parse(bundle) as OpenApiDocument);
  const { withoutInvalidDefaults } = await import('./default-values.ts');
  const document = withoutInvalidDefaults(normalized, () => undefined);
  const { generateTypes } = await import('./types.ts');
  // This thread's caller reports what cannot be decided and which defaults are invalid.
  send({ types: await generateTypes(decideDiscriminators(document, discriminator, () => undefined).typed) });
}

const own = (workerData as Record<string, ThreadTask> | null)?.[TASK];
if (own !== undefined && parentPort !== null) void runTask(own, parentPort);
