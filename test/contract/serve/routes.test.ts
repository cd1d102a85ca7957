import { describe, expect, test } from 'vitest';
import { compileRoutes, parameterNames } from '../../../src/contract/serve/routes.ts';

function operation(path: string, method = 'get', basePaths = ['']) {
  return { method, path, basePaths };
}

const find = compileRoutes(
  [
    '/pets',
    '/pets/mine',
    '/pets/{id}',
    '/pets/{id}/toys',
    '/pets/mine/toys/{toy}',
    '/files/{name}.json',
    '/files/{name}',
    '/ranges/{from}-{to}',
    '/a.b/{x}',
    '/{any}/last',
    '/',
  ].map((path) => operation(path)),
);

describe('a path leads to the route that says most of it (OAS 3.1 §4.8.8.2)', () => {
  test.each([
    ['/pets', '/pets', {}],
    ['/pets/mine', '/pets/mine', {}],
    ['/pets/7', '/pets/{id}', { id: '7' }],
    ['/pets/7/toys', '/pets/{id}/toys', { id: '7' }],
    ['/pets/mine/toys', '/pets/{id}/toys', { id: 'mine' }],
    ['/pets/mine/toys/ball', '/pets/mine/toys/{toy}', { toy: 'ball' }],
    ['/files/a.json', '/files/{name}.json', { name: 'a' }],
    ['/files/a.xml', '/files/{name}', { name: 'a.xml' }],
    ['/ranges/1-9', '/ranges/{from}-{to}', { from: '1', to: '9' }],
    ['/pets/last', '/pets/{id}', { id: 'last' }],
    ['/other/last', '/{any}/last', { any: 'other' }],
    ['/pets/a%2Fb', '/pets/{id}', { id: 'a%2Fb' }],
    ['/', '/', {}],
  ])('%s is %s', (path, route, rawParameters) => {
    const match = find(path);
    const names = parameterNames(route);
    expect(match?.route.path).toBe(route);
    expect(Object.fromEntries(names.map((name, index) => [name, match?.values[index]]))).toEqual(rawParameters);
  });

  test.each(['/pet', '/pets/', '/pets/7/', '/pets//toys', '/aXb/1', '/Pets', '/pets/7/toys/1', '//', '/files/'])(
    '%s is no path of the contract',
    (path) => {
      expect(find(path)).toBeUndefined();
    },
  );

  test.each([
    ['/p%65ts', '/pets'],
    ['/pets/%6Dine', '/pets/mine'],
    ['/a%2Eb/1', '/a.b/{x}'],
    ['/pets%2Fmine', undefined],
    ['/p%ts', undefined],
  ])('an escape is the character that it stands for (RFC 3986 §6.2.2.2): %s', (path, route) => {
    expect(find(path)?.route.path).toBe(route);
  });

  test('values of a template that leads nowhere are not those of the next', () => {
    const routes = compileRoutes([operation('/{from}-{to}/a'), operation('/{name}/b'), operation('/{x}/{y}/c')]);
    expect(routes('/1-2/b')).toMatchObject({ route: { path: '/{name}/b' }, values: ['1-2'] });
    expect(routes('/1-2/a')).toMatchObject({ route: { path: '/{from}-{to}/a' }, values: ['1', '2'] });
    expect(routes('/1-2/3/c')).toMatchObject({ route: { path: '/{x}/{y}/c' }, values: ['1-2', '3'] });
  });

  test('of two templates at one place that says more which is longer, in whichever order they are listed', () => {
    for (const paths of [
      ['/f/{name}', '/f/{name}.json'],
      ['/f/{name}.json', '/f/{name}'],
    ]) {
      const routes = compileRoutes(paths.map((path) => operation(path)));
      expect(routes('/f/a.json')?.route.path).toBe('/f/{name}.json');
    }
  });

  test('a route has the operations of its methods', () => {
    const routes = compileRoutes([operation('/pets/{id}', 'get'), operation('/pets/{id}', 'patch')]);
    expect([...(routes('/pets/1')?.route.operations.keys() ?? [])]).toEqual(['get', 'patch']);
  });

  test('a path is found by its own form, where another path has other names at the same place', () => {
    const routes = compileRoutes([operation('/pets/{id}'), operation('/pets/{pet}/toys')]);
    expect(routes('/pets/1')?.route.path).toBe('/pets/{id}');
    expect(routes('/pets/1/toys')).toMatchObject({ route: { path: '/pets/{pet}/toys' }, values: ['1'] });
  });
});
