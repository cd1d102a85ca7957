import { compactReferences } from './compact-errors.ts';

/**
 * No loop goes on beyond so many. It is less than the bound. Otherwise a discarded alternative that reached the bound
 * would let the loop continue with the next item.
 */
const LOOPS_END = 500;

const CALL = /dynamicAnchors\}\)/g;
const SIGNATURE = /dynamicAnchors=\{\}\}=\{\}/g;
const START = 'let vErrors = null;\nlet errors = 0;';
const LOOP = /^for\((?:let \w+=0; \w+<\w+; \w+\+\+|const \w+ of namesOf\(\w+\))\)\{/gm;
/** How Ajv lists the names of an object: `in`, or `Object.keys` where names are inherited. */
const NAMES = /^for\(const (\w+) (?:in (\w+)|of Object\.keys\((\w+)\))\)\{/gm;
const COUNT = /^if\(Object\.keys\((\w+)\)\.length/gm;
/** Code of Ajv that records the evaluated properties. */
const EVALUATED = /^((?:var )?(props\d+) = (?:\2 \|\| )?)\{\};/gm;
/** How Ajv adds a property to those, which it may have declared in a branch that was not taken. */
const ADD_EVALUATED = /^(props\d+)\[(\w+)\] = true;/gm;
/** How Ajv compares the number of characters, which it counts one by one. */
const LENGTH = /func_ucs2length\((\w+)\) ([<>]) ([\d.e+]+)/g;
const TOKEN = /\b(\w+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g;

/** Without alternatives the floor stays 0. */
const FLOOR = /^let floor = 0;\n/m;
const ABOVE_FLOOR = /\b(outer|outer \+ errors) - floor\b/g;

/**
 * Makes a validator that Ajv has written stop at a bound of errors: with `allErrors` it collects an error for each member of a
 * body, each with a path as long as the body allows. `outer` counts the errors of all callers.
 *
 * Behind the bound nothing is added and no loop goes on, so that a part may pass that is wrong. The verdict stays right: only
 * errors count that the alternative under way (`anyOf`, `oneOf`, an item of `contains`) has itself, which fails because of
 * them. `floor` is the number of errors before it.
 *
 * The names of a large object are listed once, however many keywords and alternatives look at it. A name that every object
 * inherits, such as `constructor`, is not taken for an evaluated property.
 *
 * A character is one or two units of a string, so most lengths need no counting.
 */
export function boundErrors(code: string): string {
  const bounded = compactReferences(code.replaceAll(TOKEN, 'pointerToken($1)'))
    .replaceAll(CALL, 'dynamicAnchors,outer:outer + errors - floor})')
    .replaceAll(SIGNATURE, 'dynamicAnchors={}, outer=begin()}={}')
    .replaceAll(
      START,
      (whole) => `${whole}\nlet floor = 0;\nif(instancePath.length > 2000)instancePath = instancePath.slice(0, 2000);`,
    )
    .replaceAll(NAMES, 'for(const $1 of namesOf($2$3)){')
    .replaceAll(COUNT, 'if(namesOf($1).length')
    .replaceAll(EVALUATED, '$1Object.create(null);')
    .replaceAll(ADD_EVALUATED, 'if($1 !== true)($1 ??= Object.create(null))[$2] = true;')
    .replaceAll(LOOP, (whole) => `${whole}\nif(outer + errors - floor >= ${LOOPS_END})break;`)
    .replaceAll(LENGTH, (whole, data: string, sign: string, limit: string) => {
      const counts = sign === '>' ? `${data}.length > ${limit}` : `${data}.length < ${2 * Number(limit)}`;
      return `(${counts} && ${whole})`;
    });
  return bounded.includes('\nfloor = ') ? bounded : bounded.replace(FLOOR, '').replaceAll(ABOVE_FLOOR, '$1');
}
