import type { ContractChange, DocumentComparison } from '../../src/contract/diff/change.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import type { Candidate, Use } from './candidates.ts';
import { acceptsText, type Judged, judgeDocument } from './oracle.ts';
import { serverAccepts } from './server.ts';
import { reverseTruth, type Truth, type Turned, truthOf } from './truth.ts';

/** What a comparison says of one edit, held against the truth. */
export type Verdict = {
  document: string;
  operation: string;
  place: string;
  kind: string;
  keyword: string;
  action: string;
  label: string;
  isInverse: boolean;
  /** Effects that break and are not reported. */
  misses: string[];
  /** Breaking verdicts that are wrong. */
  falseAlarms: string[];
  /** Reported although nothing may have changed, with a lower severity. */
  noise: string[];
  /** A change that the specification leaves open is not reported at all. */
  isSilent: boolean;
  isUnproven: boolean;
  /** The rules allow a breaking effect that no value has shown and that is not reported. */
  isUnresolved: boolean;
  /** A breaking effect is shown by a value or stated by the specification. */
  isBreaking: boolean;
  /** It is shown or stated, and reported as less than breaking. */
  isSofter: boolean;
  /** Witnesses that were held against both documents. */
  witnesses: number;
  /** Redocly reports no breaking change where there is one. */
  redoclyMisses: boolean;
  /** Redocly reports a breaking change where there is none. */
  redoclyFalseAlarm: boolean;
  milliseconds: number;
};

/** How edits are judged. */
export type Judging = {
  compare: (old: OpenApiDocument, next: OpenApiDocument) => Pick<DocumentComparison, 'changes'>;
  /** Whether the requests of witnesses are sent to servers of both documents. */
  isServed: boolean;
  redocly: (old: OpenApiDocument, next: OpenApiDocument) => Promise<string>;
};

/** Kinds of objects whose edits a server of the operation alone judges. */
const SERVED = new Set(['parameter', 'request-body', 'media-type', 'encoding']);

/** Kinds that say what is declared. The edits below them have no effect on values, and the report is right. */
const DECLARING = ['schema.property-added', 'schema.property-removed'];

const BREAKS: Turned[] = ['request:narrowing', 'response:widening'];

/** Both verdicts of an edit: of the edit itself, and of its inverse. */
export async function judge(candidate: Candidate, judging: Judging): Promise<Verdict[]> {
  const { truth, changed } = truthOf(candidate);
  const verdicts: Verdict[] = [];
  for (const isInverse of [false, true]) {
    const pair: Pair = isInverse ? [changed, candidate.cut.cut] : [candidate.cut.cut, changed];
    const known = isInverse ? reverseTruth(truth) : truth;
    const verdict = await judgePair(candidate, pair, known, judging);
    const isMajor = (await judging.redocly(...pair)) === 'major';
    const isPossible = known.isPolicy || BREAKS.some((one) => known.possible.has(one));
    const { isBreaking } = verdict;
    verdicts.push({
      ...verdict,
      isInverse,
      redoclyMisses: isBreaking && !isMajor,
      redoclyFalseAlarm: isMajor && !isPossible,
    });
  }
  return verdicts;
}

type Pair = [old: OpenApiDocument, next: OpenApiDocument];

async function judgePair(
  { cut, edit, uses }: Candidate,
  pair: Pair,
  truth: Truth,
  { isServed, compare }: Judging,
): Promise<Verdict> {
  const start = performance.now();
  const { changes } = compare(...pair);
  const milliseconds = performance.now() - start;
  const isSchema = edit.kind === 'schema';
  const breaking = changes.filter(({ severity }) => severity === 'breaking');
  const stated = isSchema
    ? BREAKS.filter((one) => truth.proven.has(one))
    : BREAKS.filter((one) => truth.possible.has(one));
  const isStated = !truth.isPolicy && stated.length > 0;
  const reported = new Set(changes.flatMap(turnedOfChange));
  const isUnproven = changes.some(({ unproven }) => unproven !== undefined);
  const missed = isSchema
    ? stated.filter((one) => !reported.has(one))
    : isStated && breaking.length === 0
      ? stated
      : [];
  const wrong = falseAlarmsOf(breaking, truth, isSchema);
  const held =
    isSchema || SERVED.has(edit.kind)
      ? await unheldWitnesses(breaking, uses, pair, isSchema, isServed)
      : { failed: [], count: 0 };
  const real = changes.filter(({ severity, kind }) => severity !== 'docs' && !DECLARING.includes(kind));
  return {
    document: cut.document,
    operation: cut.name,
    place: edit.tokens.join('/'),
    kind: edit.kind,
    keyword: edit.keyword,
    action: edit.action,
    label: edit.label,
    isInverse: false,
    misses: isUnproven ? [] : missed.map((one) => `${one} ${describe(truth, one)}`),
    falseAlarms: [...wrong, ...held.failed],
    noise: truth.possible.size === 0 && !truth.isPolicy ? real.map(describeChange) : [],
    isSilent: truth.isPolicy && changes.length === 0,
    isUnproven,
    isUnresolved:
      isSchema &&
      !truth.isPolicy &&
      real.length === 0 &&
      stated.length === 0 &&
      BREAKS.some((one) => truth.possible.has(one)),
    isBreaking: isStated,
    isSofter: isStated && missed.length === 0 && breaking.length === 0,
    witnesses: held.count,
    ...{ redoclyMisses: false, redoclyFalseAlarm: false },
    milliseconds,
  };
}

function turnedOfChange({ direction, effect }: ContractChange): Turned[] {
  return direction === undefined || effect === undefined || effect === 'unproven' ? [] : [`${direction}:${effect}`];
}

function falseAlarmsOf(breaking: ContractChange[], truth: Truth, isSchema: boolean): string[] {
  if (truth.isPolicy) return [];
  return breaking
    .filter((change) => {
      const turned = turnedOfChange(change);
      return isSchema ? turned.some((one) => !truth.possible.has(one)) : !BREAKS.some((one) => truth.possible.has(one));
    })
    .map((change) => `not possible: ${describeChange(change)}`);
}

/** Breaking verdicts whose witnesses do not do what they are to show. */
async function unheldWitnesses(
  breaking: ContractChange[],
  uses: Use[],
  pair: Pair,
  isSchema: boolean,
  isServed: boolean,
) {
  const failed: string[] = [];
  let count = 0;
  let judged: [Judged, Judged] | undefined;
  for (const change of breaking) {
    let isAsked = isServed;
    if (isSchema && change.value !== undefined) {
      judged ??= [judgeDocument(pair[0]), judgeDocument(pair[1])];
      count += 1;
      const isHeld = holds(change, change.value.value, uses, judged);
      // A text may have readings that only a server knows, such as none of a list.
      isAsked ||= !isHeld && change.witness?.kind === 'request';
      if (!isHeld && !isAsked) failed.push(`value does not hold: ${describeChange(change)}`);
    }
    if (!isAsked || change.witness?.kind !== 'request' || change.subject.kind !== 'operation') continue;
    // The client of Node sends no body with GET.
    if (change.witness.body !== undefined && /^(GET|HEAD)$/.test(change.witness.method)) continue;
    // Servers do not validate these bodies; the value is held against the schemas.
    if (/xml|multipart\/(?!form-data)/i.test(change.witness.headers['content-type'] ?? '')) continue;
    count += 1;
    const [was, is] = [await serverAccepts(pair[0], change.witness), await serverAccepts(pair[1], change.witness)];
    if (!was || is)
      failed.push(`request is ${was ? '' : 'not '}accepted before, ${is ? '' : 'not '}now: ${describeChange(change)}`);
  }
  return { failed, count };
}

function holds(
  { direction, effect }: ContractChange,
  value: unknown,
  uses: Use[],
  [old, next]: [Judged, Judged],
): boolean {
  const messages = uses.map(({ message }) => message).filter((message) => message.direction === direction);
  return messages.some(({ direction: role, tokens, wire }) => {
    const ask = (judged: Judged): boolean => {
      const accepts = judged.accepts(role, tokens);
      return wire === 'text' ? acceptsText(accepts)(value) === true : accepts(value);
    };
    return effect === 'narrowing' ? ask(old) && !ask(next) : !ask(old) && ask(next);
  });
}

function describe(truth: Truth, turned: Turned): string {
  const proof = truth.proven.get(turned);
  return proof === undefined ? 'stated' : `${proof.message.key}: ${JSON.stringify(proof.value)?.slice(0, 200)}`;
}

function describeChange({ severity, kind, message, value, witness }: ContractChange): string {
  const shown = JSON.stringify(value?.value ?? witness) ?? '';
  return `${severity} ${kind}: ${message} ${shown.slice(0, 200)}`;
}
