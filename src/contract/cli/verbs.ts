import type { Verb } from './verb.ts';
import { build } from './verbs/build.ts';
import { coverage } from './verbs/coverage.ts';
import { diff } from './verbs/diff.ts';
import { docs } from './verbs/docs.ts';
import { init } from './verbs/init.ts';
import { lint } from './verbs/lint.ts';
import { mock } from './verbs/mock.ts';
import { observe } from './verbs/observe.ts';
import { replay } from './verbs/replay.ts';
import { verify } from './verbs/verify.ts';

/** All verbs, in the order of the help. Each loads its libraries when it runs. */
export const VERBS: Verb[] = [init, build, lint, mock, docs, verify, replay, observe, coverage, diff];
