import { describe, expect, test } from 'vitest';
import {
  acceptedOf,
  byRichness,
  covers,
  differences,
  idOfRow,
  listLifecycles,
  madeBy,
} from '../../../../src/contract/verify/state/lifecycle.ts';
import { make, makeDifferent, telling } from '../../../../src/contract/verify/state/making.ts';
import {
  createRun,
  documentWith,
  type MemoryRun,
  makeThing,
  type Read,
  type Reply,
  serveThings,
  THINGS,
} from './things.ts';

const lifeOf = (run: MemoryRun) => {
  const [life] = listLifecycles(run);
  if (life === undefined) throw new Error('There is no lifecycle.');
  return life;
};
const bodiesOf = (run: MemoryRun): unknown[] => run.sent.map(({ body }) => body);

describe('a thing is made', () => {
  test('with values that are not the defaults, and the next ones with the same', async () => {
    const run = createRun(serveThings());
    expect((await make(run, lifeOf(run)))?.id).toBe('t1');
    expect((await make(run, lifeOf(run)))?.id).toBe('t2');
    const body = { name: 'rex', kind: 'cup', size: 4, isFull: true };
    expect(bodiesOf(run)).toEqual([body, body]);
  });

  test('without the values that the server rejects', async () => {
    const errors = (name: string): Reply => ({ status: 422, body: { errors: [{ field: name }] } });
    const rejects = (right: Reply, { body }: Read): Reply =>
      body?.isFull === true ? errors('isFull') : body?.kind === 'cup' && body.size === 4 ? right : right;
    const run = createRun(serveThings(rejects));
    expect((await make(run, lifeOf(run)))?.id).toBeDefined();
    expect(bodiesOf(run)).toEqual([
      { name: 'rex', kind: 'cup', size: 4, isFull: true },
      expect.not.objectContaining({ isFull: true }),
    ]);
  });

  test.each(['isFull', '/isFull', '#/isFull', 'body.isFull', 'body/isFull', 'isFull.x', 'isFull[0]', 'isFull/0'])(
    'and the value is named in the error as %s',
    async (name) => {
      const run = createRun(
        serveThings((right, { body }) =>
          body?.isFull === true ? { status: 400, body: { fields: { [name]: 'is wrong' } } } : right,
        ),
      );
      expect((await make(run, lifeOf(run)))?.id).toBeDefined();
      expect(run.sent).toHaveLength(2);
    },
  );

  test('by an example where four requests were rejected, or one for no field', async () => {
    const run = createRun(serveThings(() => ({ status: 400, body: { fields: {} } })));
    expect(await make(run, lifeOf(run))).toBeUndefined();
    const examples = byRichness(run, lifeOf(run).create).length;
    expect(run.sent).toHaveLength(1 + examples);
    const names = ['name', 'kind', 'size', 'isFull', 'other'];
    const others = createRun(serveThings(() => ({ status: 400, body: { fields: { [names.pop() ?? '']: 'wrong' } } })));
    await make(others, lifeOf(others));
    expect(others.sent).toHaveLength(4 + examples);
  });

  test('by the example that says most, those of the contract first', () => {
    const document = documentWith((paths) => {
      paths['/things'].post.requestBody.content['application/json'].examples = {
        short: { value: { name: 'a' } },
        long: { value: { name: 'abcdef' } },
      };
    });
    const run = createRun(serveThings(), { document });
    const texts = byRichness(run, lifeOf(run).create).map(({ body }) => body?.text ?? '');
    const given = texts.filter((text) => !text.includes('rex'));
    expect(texts.slice(0, given.length)).toEqual(given);
    const made = texts.slice(given.length).map((text) => text.length);
    for (const lengths of [given.map((text) => text.length), made]) {
      expect(lengths.length).toBeGreaterThan(1);
      expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
    }
  });

  test('of several values of one property', async () => {
    const run = createRun(serveThings());
    const [life] = await makeThing(run);
    await makeDifferent(run, life, 'kind');
    expect(bodiesOf(run)).toMatchObject([
      { kind: 'cup', size: 4 },
      { kind: 'jar', size: 4 },
    ]);
    run.log();
    await makeDifferent(run, life, 'color');
    await makeDifferent(createRun(serveThings()), life, 'kind');
    expect(run.log()).toEqual([]);
  });

  test('and values are only tried where the contract allows them', () => {
    const document = documentWith((paths) => {
      const { content } = paths['/things'].post.requestBody;
      content['application/json'].schema = {
        ...{ type: 'object', required: ['name'], not: { required: ['a', 'b'] } },
        properties: { name: { type: 'string' }, a: { type: 'boolean' }, b: { type: 'boolean' } },
      };
    });
    const run = createRun(serveThings(), { document });
    const { create } = lifeOf(run);
    const of = (value: object) =>
      telling(run, create, {
        ...{ path: {}, query: [], headers: {}, cookies: [], credentials: 'own' },
        body: { mediaType: 'application/json', text: '', value },
      })?.body?.value;
    // Not everything can be there at once.
    expect(of({ name: '', a: false })).toEqual({ name: 'rex', a: true });
    expect(of({ a: false, b: false })).toBeUndefined();
  });
});

describe('the operations of a resource', () => {
  test('are found by their paths', () => {
    const [life, ...others] = listLifecycles(createRun(serveThings()));
    expect(others).toEqual([]);
    expect([life?.name, life?.source.kind]).toEqual(['id', 'create']);
    expect([life?.create, life?.read, life?.update, life?.remove, life?.list].map((one) => one?.operationId)).toEqual([
      ...['makeThing', 'readThing', 'changeThing', 'deleteThing', 'listThings'],
    ]);
  });

  test('are a put where there is no patch, and none where there is none', () => {
    const document = documentWith((paths) => {
      const item = paths['/things/{id}'];
      item.put = { ...item.patch, operationId: 'putThing' };
      delete item.delete;
    });
    const [both] = listLifecycles(createRun(serveThings(), { document }));
    expect([both?.update?.operationId, both?.remove]).toEqual(['changeThing', undefined]);
    const put = documentWith((paths) => {
      paths['/things/{id}'].put = paths['/things/{id}'].patch;
      delete paths['/things/{id}'].patch;
      delete paths['/things'].get;
    });
    const [one] = listLifecycles(createRun(serveThings(), { document: put }));
    expect([one?.update?.method, one?.list]).toEqual(['put', undefined]);
  });

  test('are none of a path that goes on, and none without one that makes it', () => {
    const longer = documentWith((paths) => {
      paths['/things/{id}/name'] = { ...paths['/things/{id}'] };
      delete paths['/things/{id}'];
    });
    expect(listLifecycles(createRun(serveThings(), { document: longer }))).toEqual([]);
    const unmade = documentWith((paths) => delete paths['/things'].post);
    expect(listLifecycles(createRun(serveThings(), { document: unmade }))).toEqual([]);
  });

  test('are listed where they are made, or else where they are read', () => {
    const document = documentWith((paths) => {
      paths['/shops'] = {
        post: {
          ...paths['/things'].post,
          responses: {
            201: {
              ...paths['/things'].post.responses[201],
              links: { made: { operationId: 'readThing', parameters: { id: '$response.body#/id' } } },
            },
          },
        },
      };
      delete paths['/things'].post;
    });
    const [life] = listLifecycles(createRun(serveThings(), { document }));
    expect([life?.create.path, life?.list?.path]).toEqual(['/shops', '/things']);
  });
});

describe('an id', () => {
  const at = (status: number, body: unknown) => ({
    request: { method: 'POST', url: 'http://things.example/things', headers: {} },
    response: { status, headers: {}, mediaType: 'application/json', text: '', value: body },
  });

  test('is that of a response of success, encoded in the path', () => {
    const life = lifeOf(createRun(serveThings()));
    expect(madeBy(life, at(299, { id: 'a/b' }), { shop: '1' })).toMatchObject({
      ...{ id: 'a/b', path: { shop: '1', id: 'a%2Fb' } },
    });
    expect(madeBy(life, at(300, { id: 'a' }), {})).toBeUndefined();
    expect(madeBy(life, at(201, {}), {})).toBeUndefined();
  });

  test('of a row is the member that the link names, else one of a usual name', () => {
    const document = documentWith((paths) => {
      paths['/things'].post.responses[201].links = {
        made: { operationId: 'readThing', parameters: { id: '$response.body#/made/key' } },
      };
    });
    const linked = lifeOf(createRun(serveThings(), { document }));
    expect(idOfRow(linked, { key: 5, id: 'other' })).toBe('5');
    expect(idOfRow(linked, { id: 'other' })).toBe('other');
    expect(idOfRow(lifeOf(createRun(serveThings())), { key: 5, id: 'own' })).toBe('own');
  });
});

describe('what is sent to an operation', () => {
  test('is what the contract allows, without keys of earlier requests', () => {
    const run = createRun(serveThings());
    const cases = acceptedOf(run, lifeOf(run).create);
    expect(cases.length).toBeGreaterThan(8);
    for (const one of cases) {
      if (!('expect' in one)) throw new Error('It is no case.');
      expect(one.expect).toBe('accept');
      expect(one.subject.place[0]?.toLowerCase()).not.toBe('idempotency-key');
    }
  });

  test('is the simplest request where nothing else is known', () => {
    const run = createRun(serveThings(), { document: THINGS });
    const { remove } = lifeOf(run);
    if (remove === undefined) throw new Error('There is no delete.');
    expect(acceptedOf(run, remove)).toHaveLength(1);
  });
});

test.each([
  [{ a: 1, b: 2 }, { a: 1, b: 3, c: 4 }, ['b']],
  [{ a: [1, { x: 1 }] }, { a: [1, { x: 1 }] }, []],
  [1, 1, []],
  [1, 2, ['the body']],
  [{}, [], ['the body']],
])('of %j and %j the members %j differ', (one, other, names) => {
  expect(differences(one, other)).toEqual(names);
});

test.each([
  [{ a: 1, b: 2 }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, true],
  [[1, 2], [1, 2], true],
  [[1, 2], [1, 2, 1], true],
  [[1, 2, 1], [1, 2, 1], true],
  [[2, 1], [1, 2], false],
  ['a', 'a', true],
  ['a', 'b', false],
  [undefined, {}, false],
])('%j holds all of %j: %s', (kept, sent, is) => {
  expect(covers(kept, sent)).toBe(is);
});
