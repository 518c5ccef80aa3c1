/** What we use of Pagefind in a browser; its package brings no types for it. */
export interface Pagefind {
  options: (options: { baseUrl: string; excerptLength: number }) => Promise<void>;
  init: () => Promise<void>;
  mergeIndex: (path: string, options: { baseUrl: string; excerptLength: number }) => Promise<void>;
  search: (
    words: string | null,
    options: { filters: Record<string, string>; sort: Record<string, 'asc' | 'desc'> },
  ) => Promise<{ results: { data: () => Promise<Hit> }[] }>;
}

/** A story that was found. */
export interface Hit {
  url: string;
  /** The words of the summary. */
  content: string;
  /** Escaped text, with `<mark>` around what was searched. */
  excerpt: string;
  meta: { title: string; section: string; date: string; source?: string };
}

/**
 * The search over all its parts.
 *
 * @param root of the site
 * @param parts newest first; the newest one brings the program
 */
export async function openPagefind(root: string, parts: readonly string[]): Promise<Pagefind> {
  const [newest = '', ...older] = parts.map((part) => `${root}search/${part}/`);
  // The program is made with the index, so no bundler knows it.
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${newest}pagefind.js`);
  const options = { baseUrl: root, excerptLength: 42 };
  await pagefind.options(options);
  await pagefind.init();
  await Promise.all(older.map((path) => pagefind.mergeIndex(path, options)));
  return pagefind;
}
