import type { OpenApiDocument } from '../document/document.ts';
import { type Guide, plainMarkdown, slug } from './guides.ts';
import type { OperationPage } from './operation-pages.ts';

/** One thing that the search finds. */
export type SearchEntry = {
  id: number;
  kind: 'Guide' | 'Reference' | 'Operation' | 'Field';
  title: string;
  /** A section of the page; empty for the whole page. */
  heading: string;
  text: string;
  /** Address from the root of the site. */
  url: string;
  /** Other words for it: ids, paths. */
  words: string;
};

/**
 * Everything that the search of a site finds: guides and their sections, the introduction, operations and their fields.
 */
export function searchEntries(document: OpenApiDocument, guides: Guide[], operations: OperationPage[]): SearchEntry[] {
  const entries = [
    ...guides.flatMap(guideEntries),
    ...introductionEntries(document),
    ...operations.flatMap(operationEntries),
  ];
  return entries.map((entry, id) => ({ id, ...entry }));
}

type Entry = Omit<SearchEntry, 'id'>;

function guideEntries({ name, title, summary, headings }: Guide): Entry[] {
  const url = `guides/${name}/`;
  const words = name.replaceAll('-', ' ');
  return [
    { kind: 'Guide', title, heading: '', text: summary, url, words },
    ...headings.map(({ id, text, content }): Entry => {
      return { kind: 'Guide', title, heading: text, text: content.trim(), url: `${url}#${id}`, words: '' };
    }),
  ];
}

/** The sections of the document's description, which the reference shows first. */
function introductionEntries({ info }: OpenApiDocument): Entry[] {
  return (info.description ?? '').split(/^#{1,2} +/m).flatMap((section, index): Entry[] => {
    const [heading = '', ...lines] = section.split('\n');
    if (index === 0) return [];
    const text = plainMarkdown(lines.join('\n'));
    return [
      {
        kind: 'Reference',
        title: heading.trim(),
        heading: '',
        text,
        url: `reference/#/section/${slug(heading)}`,
        words: '',
      },
    ];
  });
}

function operationEntries({ id, anchor, title, description, method, path, fields, tag }: OperationPage): Entry[] {
  const url = `reference/${anchor}`;
  const words = `${id} ${method} ${path} ${tag}`;
  return [
    { kind: 'Operation', title, heading: '', text: plainMarkdown(description), url, words },
    ...fields.map((field): Entry => {
      const text = plainMarkdown(field.description);
      return { kind: 'Field', title: field.name, heading: title, text, url, words: '' };
    }),
  ];
}
