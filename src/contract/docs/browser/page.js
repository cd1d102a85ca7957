// The search of every page, and the skip link. The index of the search is loaded when the search field gets the focus.

/** @typedef {{ id: number, title: string, heading: string, text: string, kind: string, url: string, words: string }} Entry */
/** @typedef {Entry & { score: number }} Hit */

const MOST_HITS = 12;

const form = /** @type {HTMLFormElement} */ (document.querySelector('form.search'));
const input = /** @type {HTMLInputElement} */ (form.querySelector('input'));
const list = /** @type {HTMLUListElement} */ (form.querySelector('ul'));
const status = /** @type {HTMLElement} */ (form.querySelector('.status'));

/** @type {Promise<(query: string) => Hit[]> | undefined} */
let engine;
let selected = -1;

function load() {
  engine ??= start().catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

/** @returns {Promise<(query: string) => Hit[]>} */
async function start() {
  const { index = '', engine: script = '' } = form.dataset;
  const [{ default: MiniSearch }, response] = await Promise.all([
    import(new URL(script, location.href).href),
    fetch(index),
  ]);
  if (!response.ok) throw new Error(`The search index returned ${response.status}.`);
  /** @type {Entry[]} */
  const entries = await response.json();
  const search = new MiniSearch({
    fields: ['title', 'heading', 'words', 'text'],
    storeFields: ['title', 'heading', 'text', 'kind', 'url'],
    // `snake_case` names are found as a whole and by their parts.
    tokenize: (/** @type {string} */ text) => [
      ...(text.match(/[\p{L}\p{N}_]+/gu) ?? []),
      ...(text.match(/[\p{L}\p{N}]+/gu) ?? []),
    ],
    searchOptions: {
      boost: { title: 6, heading: 4, words: 5 },
      prefix: true,
      fuzzy: (/** @type {string} */ term) => (term.length > 4 ? 0.2 : 0),
      combineWith: 'AND',
      boostDocument: (/** @type {unknown} */ _id, /** @type {string} */ _term, /** @type {Entry} */ entry) =>
        entry.kind === 'Guide' ? 4 : entry.kind === 'Operation' ? 1.5 : 1,
    },
  });
  search.addAll(entries);
  return (query) => search.search(query).slice(0, MOST_HITS);
}

async function update() {
  const query = input.value.trim();
  if (query === '') return close();
  try {
    const search = await load();
    // Another letter was typed meanwhile.
    if (query !== input.value.trim()) return;
    show(search(query), query);
  } catch (error) {
    close();
    status.textContent = 'The search could not be loaded.';
    console.error(error);
  }
}

/**
 * @param {Hit[]} hits
 * @param {string} query
 */
function show(hits, query) {
  list.replaceChildren();
  for (const [index, hit] of hits.entries()) list.append(option(hit, index));
  list.hidden = hits.length === 0;
  list.dataset.query = query;
  input.setAttribute('aria-expanded', String(hits.length > 0));
  status.textContent = hits.length === 0 ? `No results for “${query}”.` : `${hits.length} results`;
  status.classList.toggle('shown', hits.length === 0);
  select(hits.length === 0 ? -1 : 0);
}

/**
 * @param {Hit} hit
 * @param {number} index
 */
function option(hit, index) {
  const item = document.createElement('li');
  item.id = `result-${index}`;
  item.setAttribute('role', 'option');
  item.dataset.url = (form.dataset.root ?? './') + hit.url;
  for (const [name, text] of [
    ['kind', hit.kind],
    ['title', hit.heading === '' ? hit.title : `${hit.title} › ${hit.heading}`],
    ['text', hit.text.slice(0, 140)],
  ]) {
    const part = document.createElement('span');
    part.className = name ?? '';
    part.textContent = text ?? '';
    item.append(part);
  }
  item.addEventListener('pointermove', () => select(index));
  item.addEventListener('click', () => open(index));
  return item;
}

/** @param {number} index */
function select(index) {
  selected = index;
  for (const [at, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(at === index));
  if (index < 0) input.removeAttribute('aria-activedescendant');
  else input.setAttribute('aria-activedescendant', `result-${index}`);
  list.children[index]?.scrollIntoView({ block: 'nearest' });
}

/** @param {number} index */
function open(index) {
  const item = /** @type {HTMLElement | undefined} */ (list.children[index]);
  if (item === undefined) return;
  close();
  const target = new URL(item.dataset.url ?? '', location.href);
  const isSamePage = target.pathname === location.pathname;
  location.assign(target);
  // The reference shows what its address names when it is loaded.
  if (isSamePage && document.querySelector('#redoc') !== null) location.reload();
}

function close() {
  list.hidden = true;
  status.textContent = '';
  status.classList.remove('shown');
  input.setAttribute('aria-expanded', 'false');
  select(-1);
}

input.addEventListener('focus', () => void load().catch(() => undefined), { once: true });
input.addEventListener('input', () => void update());
input.addEventListener('keydown', (event) => {
  const { length } = list.children;
  if (event.key === 'Escape') {
    close();
  } else if (!list.hidden && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    select((selected + (event.key === 'ArrowDown' ? 1 : length - 1)) % length);
  }
});
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (list.dataset.query !== input.value.trim() || list.hidden) await update();
  open(selected);
});
form.addEventListener('focusout', ({ relatedTarget }) => {
  if (relatedTarget instanceof Node && form.contains(relatedTarget)) return;
  // A click on a result comes after the focus is lost.
  setTimeout(() => {
    if (!form.contains(document.activeElement)) close();
  }, 200);
});

document.addEventListener('keydown', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  event.preventDefault();
  input.focus();
  input.select();
});

document.querySelector('.skip')?.addEventListener('click', (event) => {
  // The reference reads the fragment of the address as a place of its own.
  event.preventDefault();
  const main = document.querySelector('main');
  main?.setAttribute('tabindex', '-1');
  main?.focus();
});

// The reference takes a link to another page for one of its own places.
document.addEventListener(
  'click',
  (event) => {
    const { target } = event;
    const link = target instanceof Element ? target.closest('#redoc a[href^="../console/"]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    location.assign(link.href);
  },
  { capture: true },
);

form.dataset.ready = 'true';
