import type { Place } from '../../document/document.ts';
import type { ReportedProblem } from './problem.ts';

/** The result of a verb for a report of its problems. */
export type ProblemReport = {
  verb: string;
  version: string;
  problems: ReportedProblem[];
  /** Why nothing could be checked. */
  failure: string | undefined;
};

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** The number is part of the name, so that another way to make fingerprints can follow (SARIF 2.1.0 §3.27.17). */
const FINGERPRINT = 'keepspec/v1';

/** A log of SARIF 2.1.0 with one run, as code scanning of GitHub and others read it. */
export function toSarif({ verb, version, problems, failure }: ProblemReport): string {
  const rules = [...new Map(problems.map((problem) => [problem.rule, problem])).values()];
  const indexes = new Map(rules.map(({ rule }, index) => [rule, index]));
  const run = {
    tool: { driver: { name: 'keepspec', version, rules: rules.map(ruleOf) } },
    // Runs of different verbs do not replace each other (§3.17.3).
    automationDetails: { id: `keepspec-${verb}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      failure === undefined
        ? { executionSuccessful: true }
        : {
            executionSuccessful: false,
            toolExecutionNotifications: [{ level: 'error', message: { text: failure } }],
          },
    ],
    results: problems.map((problem) => resultOf(problem, indexes.get(problem.rule) ?? 0)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function ruleOf({ rule, about, help, level }: ReportedProblem): object {
  return {
    id: rule,
    ...(about === undefined ? {} : { shortDescription: { text: about } }),
    ...(help === undefined ? {} : { help: { text: help } }),
    defaultConfiguration: { level },
  };
}

function resultOf(problem: ReportedProblem, ruleIndex: number): object {
  const { rule, level, message, place, pointer, fingerprint, accepted } = problem;
  const location = { ...physical(place), ...logical(pointer) };
  return {
    ...{ ruleId: rule, ruleIndex, level, message: { text: message } },
    ...(Object.keys(location).length === 0 ? {} : { locations: [location] }),
    ...(fingerprint === undefined ? {} : { partialFingerprints: { [FINGERPRINT]: fingerprint } }),
    ...(accepted === undefined ? {} : { suppressions: [{ kind: 'external', justification: accepted }] }),
  };
}

function physical(place: Place | undefined): object {
  if (place === undefined) return {};
  const { file, line, column } = place;
  return {
    physicalLocation: { artifactLocation: { uri: toUri(file) }, region: { startLine: line, startColumn: column } },
  };
}

function logical(pointer: string | undefined): object {
  return pointer === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: pointer }] };
}

/** A relative path as a relative reference (RFC 3986 §4.2). A colon in its first segment would be a scheme. */
function toUri(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
