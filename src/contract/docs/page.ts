import { escapeHtml } from '../html.ts';

/** Addresses from the root of the site. Those of assets hold a hash of the content. */
export type SiteAddresses = {
  style: string;
  theme: string;
  script: string;
  search: string;
  minisearch: string;
};

/** A page of the site. */
export type SitePage = {
  /** Folder from the root of the site, such as `guides/errors/`; empty for the start page. */
  path: string;
  title: string;
  description: string;
  /** HTML of the content. */
  main: string;
  /** Id of the element with the content; by default `content`. */
  content?: string;
  /** HTML beside the content, such as a list of pages. */
  aside?: string;
  /** More elements of the head. */
  head?: string;
  /** Elements at the end of the body. */
  end?: string;
  /** Further sources of its content security policy, by directive. */
  sources?: Record<string, string[]>;
};

/** Data that all pages of a site share. */
export type SiteFrame = {
  title: string;
  addresses: SiteAddresses;
  /** The pages that the head of each page links to. */
  links: { path: string; text: string }[];
};

/** Nothing comes from another host, and no script stands in a page. */
const SOURCES: Record<string, string[]> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'connect-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ['data:'],
  'base-uri': ["'self'"],
  'form-action': ["'none'"],
};

/** A content security policy: that of every page with further sources. */
export function pagePolicy(further: Record<string, string[]> = {}): string {
  return Object.entries(SOURCES)
    .map(([directive, sources]) => [directive, ...sources, ...(further[directive] ?? [])].join(' '))
    .join('; ');
}

/** The way from a page to the root of the site, so that the site works below any path. */
export function rootOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1) || './';
}

/** The HTML of a page: skip link, search, links to the parts of the site, and the content. */
export function renderPage(page: SitePage, { title, addresses, links }: SiteFrame): string {
  const root = rootOf(page.path);
  const at = (address: string): string => escapeHtml(root + address);
  const name = page.title === title ? title : `${page.title} · ${title}`;
  const items = links.map(({ path, text }) => {
    const isCurrent = path === page.path || (path !== '' && page.path.startsWith(path));
    return `<a href="${at(path)}"${isCurrent ? ' aria-current="page"' : ''}>${escapeHtml(text)}</a>`;
  });
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(pagePolicy(page.sources))}">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(name)}</title>
  <meta name="description" content="${escapeHtml(page.description)}">
  <link rel="icon" href="data:,">
  <link rel="alternate" type="text/markdown" href="index.md">
  <script src="${at(addresses.theme)}"></script>
  <link rel="stylesheet" href="${at(addresses.style)}">
  ${page.head ?? ''}
</head>
<body>
<a class="skip" href="#${page.content ?? 'content'}">Skip to content</a>
<header class="bar">
  <form class="search" role="search" data-index="${at(addresses.search)}" data-engine="${at(addresses.minisearch)}" data-root="${root}">
    <input type="search" id="search" placeholder="Search" aria-label="Search the documentation" aria-keyshortcuts="/"
      role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list" autocomplete="off" spellcheck="false">
    <kbd aria-hidden="true">/</kbd>
    <ul id="results" role="listbox" aria-label="Search results" hidden></ul>
    <p class="status" role="status"></p>
  </form>
  <a class="home" href="${root}">${escapeHtml(title)}</a>
  <nav aria-label="Documentation">${items.join('')}</nav>
</header>
${page.aside === undefined ? '' : `<aside class="pages">${page.aside}</aside>`}
${page.main}
<script type="module" src="${at(addresses.script)}"></script>
${page.end ?? ''}
</body>
</html>
`;
}
