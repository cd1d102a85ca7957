import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Tables } from './tables.ts';

/** Stands in a query for a value that each execution brings. */
type ValueInQuery<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name];

/** The place of a value of an execution. Kysely keeps it among the parameters as it is. */
const PLACE = Symbol('place');
type ValuePlace = { [PLACE]: string };

/** A query whose text is made once, with the parameters or their places. */
type CompiledStatement = { query: CompiledQuery; places: (string | undefined)[] };

/**
 * Compiles a query once for each kind of database instead of once for each execution: Kysely needs longer to build a short
 * query than SQLite to execute it. The query must have the same text for all values.
 *
 * @param build the query, with `value(name)` for each value that an execution brings
 * @returns a function that executes the query, in a transaction or outside of one
 * @example const findName = compileOnce<{ id: string }, { name: string }>((db, value) =>
 *   db.selectFrom('workspaces').select('name').where('id', '=', value('id')));
 */
export function compileOnce<Values extends object, Row>(
  build: (db: Kysely<Tables>, value: ValueInQuery<Values>) => Compilable<Row>,
): (db: Kysely<Tables>, values: Values) => Promise<QueryResult<Row>> {
  // Transactions share the adapter of their database.
  const known = new WeakMap<object, CompiledStatement>();
  // The builders type it as a value of the column.
  const place = ((name: string): ValuePlace => ({ [PLACE]: name })) as never;
  return (db, values) => {
    const executor = db.getExecutor();
    let compiled = known.get(executor.adapter);
    if (compiled === undefined) {
      const query = build(db, place).compile();
      compiled = { query, places: query.parameters.map((parameter) => (parameter as ValuePlace | null)?.[PLACE]) };
      known.set(executor.adapter, compiled);
    }
    const { query, places } = compiled;
    const parameters = places.map((name, index) =>
      name === undefined ? query.parameters[index] : values[name as keyof Values],
    );
    // Rows have the type that the query was built with.
    return executor.executeQuery({ ...query, parameters } as CompiledQuery<Row>);
  };
}
