import type { DiscriminatorMode } from '../../build/discriminators.ts';
import type { OpenApiDocument } from '../../document/document.ts';
import type { CheckName } from '../check-names.ts';
import { DecodedTooLarge, type Middleware, observeExchanges, type SeenExchange } from '../coverage/middleware.ts';
import { createStore } from '../coverage/store.ts';
import type { CountedFinding } from '../findings.ts';
import { createPlan } from '../plan.ts';
import { createObservationStore } from './observation-store.ts';
import { createObserver } from './observer.ts';

export type ObserveOptions = {
  /** Folder of findings and contract coverage, for `keepspec observe --from`. */
  folder: string;
  /** The share of requests that are checked, from 0 to 1; by default 1. */
  sample?: number;
  /** Bytes of a request or response body; exchanges with a larger one are counted only. By default 1 MiB. */
  maxBodyBytes?: number;
  /** Checks that are switched off. */
  off?: CheckName[];
  /** Called with each new finding. It holds no credentials. */
  onFinding?: (finding: CountedFinding) => void;
  /** The rule that decides between alternatives of a `discriminator`; by default the schemas. */
  discriminator?: DiscriminatorMode;
  /** The source of the sample; by default `Math.random`. */
  random?: () => number;
};

/** Exchanges that wait for their check. More are dropped and counted, so that a busy server does not fill its memory. */
const MOST_WAITING = 100;
/** Bytes of their bodies. */
const MOST_WAITING_BYTES = 16 * 2 ** 20;
const MAX_BODY_BYTES = 2 ** 20;
/** Milliseconds between two writes of the numbers. */
const STORE_MS = 1000;

/**
 * A middleware that checks live requests and responses against a contract, after the response is sent. It changes neither.
 * It must be the first one, so that it sees bodies before others read them.
 *
 * @param document a bundled contract
 * @throws ContractError if the contract cannot be compiled
 * @throws RangeError if `sample` is not from 0 to 1, or `maxBodyBytes` not an integer from 0
 */
export function observeContract(document: OpenApiDocument, options: ObserveOptions): Middleware {
  const { folder, sample = 1, off = [], onFinding, discriminator = 'schemas', random = Math.random } = options;
  if (!(sample >= 0 && sample <= 1)) throw new RangeError(`sample must be a number from 0 to 1, not ${sample}.`);
  const { maxBodyBytes = MAX_BODY_BYTES } = options;
  if (!Number.isInteger(maxBodyBytes) || maxBodyBytes < 0)
    throw new RangeError(`maxBodyBytes must be an integer from 0, not ${maxBodyBytes}.`);
  const observer = createObserver(createPlan(document, discriminator), { off, origin: 'http://observed.invalid' });
  const store = createObservationStore(folder);
  const keep = createStore(folder);
  const waiting: SeenExchange[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let tooLarge = 0;
  let isScheduled = false;
  let isWarned = false;

  const storeNumbers = (): void => store.numbers({ ...observer.numbers(), dropped, tooLarge });
  const tryToStore = (): void => {
    isScheduled = false;
    try {
      storeNumbers();
      isWarned = false;
    } catch (error) {
      // The server under observation must not end because a folder was removed or a disk is full.
      if (!isWarned) process.emitWarning(`observeContract cannot write to ${folder}: ${(error as Error).message}`);
      isWarned = true;
    }
  };
  const storeSoon = (): void => {
    if (!isScheduled) setTimeout(tryToStore, STORE_MS).unref();
    isScheduled = true;
  };
  // A folder that cannot be used is an error of the configuration.
  storeNumbers();
  process.once('exit', tryToStore);
  const checkNext = (): void => {
    const exchange = waiting.shift();
    if (exchange === undefined) return;
    waitingBytes -= exchange.bytes;
    try {
      const { found, covered } = observer.observe(exchange.read());
      keep(covered);
      for (const finding of found) {
        store.finding(finding);
        onFinding?.(finding);
      }
    } catch (error) {
      // The server under observation must not fail with its check, such as of a body nested too deep. It is counted.
      if (error instanceof DecodedTooLarge) tooLarge += 1;
      else dropped += 1;
    }
    storeSoon();
    if (waiting.length > 0) setImmediate(checkNext);
  };
  const observe = observeExchanges((exchange) => {
    if (exchange.isTooLarge) tooLarge += 1;
    else if (waiting.length >= MOST_WAITING || waitingBytes + exchange.bytes > MOST_WAITING_BYTES) dropped += 1;
    else {
      waiting.push(exchange);
      waitingBytes += exchange.bytes;
      if (waiting.length === 1) setImmediate(checkNext);
      return;
    }
    storeSoon();
  }, maxBodyBytes);
  return (request, response, next) => (random() < sample ? observe(request, response, next) : next());
}
