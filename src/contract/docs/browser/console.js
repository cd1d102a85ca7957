// The API console: Swagger UI with the document of the site, and a field for each credential.

/** @typedef {{ type?: string, scheme?: string, description?: string }} Scheme */
/** @typedef {{ url: string, description?: string, variables?: Record<string, unknown> }} Server */
/** @typedef {{ $ref?: string, required?: boolean, example?: unknown, examples?: unknown }} Parameter */
/** @typedef {{ securitySchemes?: Record<string, Scheme>, parameters?: Record<string, Parameter> }} Components */
/**
 * @typedef {object} Contract the members of an OpenAPI document that this page reads
 * @property {object} info
 * @property {Server[]} [servers]
 * @property {Record<string, Record<string, Parameter[] | { parameters?: Parameter[] }>>} [paths]
 * @property {Components} [components]
 */
/**
 * @typedef {object} ApiConsole the object that Swagger UI returns
 * @property {(name: string, value: string) => void} preauthorizeApiKey
 * @property {{ logout: (names: string[]) => void }} authActions
 */

/** The address of `npx keepspec mock`. */
const MOCK_URL = 'http://127.0.0.1:4010';

const place = /** @type {HTMLElement} */ (document.querySelector('#console'));
const credentials = /** @type {HTMLFormElement} */ (document.querySelector('form.credentials'));
const { SwaggerUIBundle } = /** @type {{ SwaggerUIBundle: (options: object) => ApiConsole }} */ (
  /** @type {unknown} */ (globalThis)
);

followColorScheme();
nameControls();
new MutationObserver(nameControls).observe(place, { childList: true, subtree: true });
try {
  await start(new URL(place.dataset.document ?? '', location.href));
} catch (error) {
  place.textContent = 'The console could not be loaded. Reload the page.';
  console.error(error);
}

/** @param {URL} address of the document */
async function start(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} returned ${response.status}.`);
  /** @type {Contract} */
  const contract = await response.json();
  const ui = SwaggerUIBundle({
    domNode: place,
    spec: readyToTry({ ...contract, servers: serversOf(contract, address) }),
    deepLinking: true,
    docExpansion: 'list',
    tryItOutEnabled: true,
    syntaxHighlight: false,
    displayRequestDuration: true,
    defaultModelsExpandDepth: -1,
    persistAuthorization: false,
    // Its default is a service of its maker.
    validatorUrl: null,
    onComplete: () => addFields(contract, () => ui),
  });
}

/**
 * Swagger UI fills in the examples of parameters. One fixed `Idempotency-Key` would replay the first response of all
 * requests, so that optional parameters start empty. The page has the title and description already.
 *
 * @param {Contract} contract
 */
function readyToTry(contract) {
  const { parameters = {} } = contract.components ?? {};
  /** @param {Parameter} parameter */
  const emptied = (parameter) => {
    const name = parameter.$ref?.replace('#/components/parameters/', '') ?? '';
    const { example, examples, ...rest } = parameters[name] ?? parameter;
    return rest.required ? (parameters[name] ?? parameter) : rest;
  };
  const paths = Object.entries(contract.paths ?? {}).map(([path, item]) => {
    const members = Object.entries(item).map(([name, value]) => {
      if (name === 'parameters' && Array.isArray(value)) return [name, value.map(emptied)];
      if (Array.isArray(value) || !Array.isArray(value.parameters)) return [name, value];
      return [name, { ...value, parameters: value.parameters.map(emptied) }];
    });
    return [path, Object.fromEntries(members)];
  });
  return { ...contract, info: { ...contract.info, description: '' }, paths: Object.fromEntries(paths) };
}

/**
 * The servers of the document, absolute, and one whose address a reader enters.
 *
 * @param {Contract} contract
 * @param {URL} address
 * @returns {Server[]}
 */
function serversOf({ servers = [{ url: '/' }] }, address) {
  const absolute = servers.map((server) =>
    server.variables === undefined ? { ...server, url: new URL(server.url, address).href.replace(/\/$/, '') } : server,
  );
  const variables = { server: { default: MOCK_URL, description: 'Its address, without a slash at the end' } };
  return [...absolute, { url: '{server}', description: 'Another server, such as a mock', variables }];
}

/**
 * @param {Contract} contract
 * @param {() => ApiConsole} ui
 */
function addFields({ components }, ui) {
  for (const [name, scheme] of Object.entries(components?.securitySchemes ?? {})) {
    if (scheme.type !== 'apiKey' && scheme.scheme?.toLowerCase() !== 'bearer') continue;
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.type = 'password';
    input.name = name;
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.addEventListener('input', () => {
      const value = input.value.trim();
      if (value === '') ui().authActions.logout([name]);
      else ui().preauthorizeApiKey(name, value);
    });
    label.append(name, input);
    credentials.append(label);
  }
  credentials.hidden = credentials.childElementCount === 0;
  credentials.addEventListener('submit', (event) => event.preventDefault());
}

/** Gives the controls of Swagger UI what assistive technologies need (WCAG 2.1.1, 4.1.2). */
function nameControls() {
  place.querySelector('select#servers:not([aria-label])')?.setAttribute('aria-label', 'Server');
  for (const control of place.querySelectorAll('select:not([aria-label]):not([id])')) {
    const isExample = control.classList.contains('examples-select-element');
    control.setAttribute('aria-label', isExample ? 'Example' : 'Media type');
  }
  for (const field of place.querySelectorAll('textarea:not([aria-label])'))
    field.setAttribute('aria-label', 'Request body');
  for (const field of place.querySelectorAll('input:not([aria-label])')) {
    const row = /** @type {HTMLElement | null} */ (field.closest('tr[data-param-name]'));
    const name = row?.dataset.paramName ?? (field.closest('.servers') === null ? undefined : 'Address of the server');
    if (name !== undefined) field.setAttribute('aria-label', name);
  }
  // They are scrolled with the keyboard.
  for (const text of place.querySelectorAll('pre:not([tabindex])')) text.setAttribute('tabindex', '0');
  // The button around the link does the same.
  for (const link of place.querySelectorAll('button a[href]')) link.removeAttribute('href');
}

/** Swagger UI has a dark scheme below a class. */
function followColorScheme() {
  const root = document.documentElement.classList;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => root.toggle('dark-mode', root.contains('dark') || (dark.matches && !root.contains('light')));
  dark.addEventListener('change', apply);
  apply();
}
