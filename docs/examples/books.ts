/** A book as the app stores it. `supplier` is not in the API: no response should contain it. */
export type StoredBook = {
  id: number;
  title: string;
  published: string;
  pages?: number;
  language?: string;
  supplier: string;
};

export type NewBook = Omit<StoredBook, 'id' | 'supplier'>;

const books: StoredBook[] = [
  { id: 1, title: 'Howards End', published: '1910-10-18', pages: 343, language: 'en', supplier: 'Arnold' },
  { id: 2, title: 'Middlemarch', published: '1871-12-01', pages: 880, language: 'en', supplier: 'Blackwood' },
  { id: 3, title: 'Persuasion', published: '1817-12-20', pages: 249, language: 'en', supplier: 'Murray' },
];

export type BookFilter = { limit?: number | undefined; published_after?: string | undefined };

/** The first books, published after a day such as `1850-01-01`. */
export function selectBooks({ limit, published_after = '' }: BookFilter): StoredBook[] {
  return books.filter(({ published }) => published > published_after).slice(0, limit);
}

export function findBook(id: number): StoredBook | undefined {
  return books.find((book) => book.id === id);
}

export function addBook(book: NewBook): StoredBook {
  const added = { ...book, id: books.length + 1, supplier: 'unknown' };
  books.push(added);
  return added;
}

export function isToken(token: string): boolean {
  return token === 'secret';
}
