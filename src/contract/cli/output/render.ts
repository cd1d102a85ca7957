import type { Place } from '../../document/document.ts';
import { isRemote } from '../../document/root.ts';
import { STDIN } from '../document.ts';
import type { VerbOutcome } from '../verb.ts';
import { toGitHub } from './github.ts';
import type { OutputFormat, ReportedProblem } from './problem.ts';
import { type ProblemReport, toSarif } from './sarif.ts';

/** The run that an outcome is of. */
export type RenderedRun = {
  verb: string | undefined;
  version: string;
  /** Name of the document; undefined if the run ended before it was known. */
  document: string | undefined;
  format: OutputFormat;
  /** Finds the places of pointers into the bundled document. */
  locate: (pointers: string[]) => Promise<Map<string, Place>>;
};

/** The output of a run in its format, and whether it belongs on standard output. */
export async function renderOutcome(run: RenderedRun, outcome: VerbOutcome): Promise<{ text: string; isOut: boolean }> {
  const { verb, format, document } = run;
  const { ok, text, facts, isReport = false } = outcome;
  switch (format) {
    case 'text':
      return { text, isOut: ok || isReport };
    case 'json':
      return { text: `${JSON.stringify({ verb, document, ok, ...facts })}\n`, isOut: true };
    case 'markdown':
      return outcome.markdown === undefined ? { text, isOut: false } : { text: outcome.markdown, isOut: true };
    case 'sarif':
      return { text: toSarif(await reportOf(run, outcome)), isOut: true };
    case 'github':
      return { text: toGitHub(await reportOf(run, outcome)), isOut: true };
  }
}

async function reportOf(run: RenderedRun, outcome: VerbOutcome): Promise<ProblemReport> {
  const { verb = 'keepspec', version } = run;
  const { ok, text, exitCode, problems = [] } = outcome;
  const failure = outcome.failure ?? (exitCode === 2 ? text.trim() : undefined);
  const located = await withPlaces(problems, run.locate);
  // A check that failed is never silent.
  if (!ok && located.length === 0 && failure === undefined) {
    return { verb, version, failure, problems: [{ rule: verb, level: 'error', message: text.trim() }] };
  }
  return { verb, version, failure, problems: located };
}

async function withPlaces(problems: ReportedProblem[], locate: RenderedRun['locate']): Promise<ReportedProblem[]> {
  const open = problems.flatMap(({ place, pointer }) =>
    place === undefined && pointer !== undefined ? [pointer] : [],
  );
  const places = open.length === 0 ? new Map<string, Place>() : await locate(open);
  return problems.map(({ place: known, ...problem }) => {
    const place = known ?? places.get(problem.pointer ?? '');
    // Reports lie beside the files of a repository. A document that was downloaded or piped is none of them.
    const isFile = place !== undefined && !isRemote(place.file) && place.file !== STDIN;
    return isFile ? { ...problem, place } : problem;
  });
}
