import { openPagefind, type Hit, type Pagefind } from './pagefind.ts';
import { correct, hasWords } from './spelling.ts';

const form = document.getElementById('~search');
const status = document.getElementById('~status');
const list = document.getElementById('~hits');
const more = document.getElementById('~more');
const template = document.getElementById('~hit');
if (form instanceof HTMLFormElement && status && list && more && template instanceof HTMLTemplateElement) {
  startSearch(form, { status, list, more, template });
}

interface Parts {
  status: HTMLElement;
  list: HTMLElement;
  more: HTMLElement;
  template: HTMLTemplateElement;
}

/** What is searched for: the same in the form, in the address and in a search. */
type Query = Record<'q' | 'section' | 'year' | 'source' | 'order', string>;

interface Engine {
  pagefind: Pagefind;
  words: string[];
}

function startSearch(form: HTMLFormElement, parts: Parts): void {
  const root = form.dataset['root'] ?? '/';
  const indexParts = form.dataset['parts']?.split(' ').filter(Boolean) ?? [];
  let engine: Promise<Engine> | undefined;
  let turn = 0;

  const run = async () => {
    const mine = ++turn;
    const query = readForm(form);
    history.replaceState(null, '', writeAddress(query));
    if (isEmpty(query)) return show(parts, '', []);
    try {
      parts.status.textContent ||= 'Searching …';
      engine ??= openEngine(root, indexParts);
      const found = await search(await engine, query);
      // A later query has been typed meanwhile.
      if (mine === turn) await show(parts, describe(found, query.q), found.hits);
    } catch {
      engine = undefined;
      if (mine === turn) show(parts, 'The search cannot be loaded. Is the network there? Then try again.', []);
    }
  };

  fillForm(form, new URLSearchParams(location.search));
  let timer = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, 200);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void run();
  });
  void run();
}

async function openEngine(root: string, parts: readonly string[]): Promise<Engine> {
  const [pagefind, words] = await Promise.all([
    openPagefind(root, parts),
    fetch(`${root}search/words.json`).then((response) => response.json()),
  ]);
  return { pagefind, words };
}

/** The stories that were found, or their number where it is only known roughly. */
interface Found {
  /** What was searched for, put right. */
  q: string;
  hits: (() => Promise<Hit>)[];
  exact: boolean;
}

async function search({ pagefind, words }: Engine, query: Query): Promise<Found> {
  const { section, year, source, order } = query;
  // Without a word to look for, the hits are the stories; an issue is found by its own words alone.
  const filters = {
    ...(!query.q && { kind: 'story' }),
    ...(section && { section }),
    ...(year && { year }),
    ...(source && { source }),
  };
  const q = await putRight(query.q, pagefind, words);
  const sort: Record<string, 'desc'> = order === 'newest' || !q ? { date: 'desc' } : {};
  const { results } = await pagefind.search(q || null, { filters, sort });
  const hits = results.map(({ data }) => data);
  if (!q || hits.length > mostChecked) return { q, hits, exact: !q };
  // Where a year has a word nowhere, Pagefind makes do with the beginning of the word.
  const stories = (await Promise.all(hits.map((read) => read()))).filter((hit) => hasWords(hit, q));
  return { q, hits: stories.map((hit) => () => Promise.resolve(hit)), exact: true };
}

/** More than a reader looks through; to check them all would load most of the index. */
const mostChecked = 150;

/** A query whose words stand somewhere. In quotes, Pagefind searches a word as it is: nothing found, nowhere to find. */
async function putRight(q: string, pagefind: Pagefind, words: string[]): Promise<string> {
  const unknown = new Set<string>();
  for (const word of q.match(/[\p{L}\p{M}\d]{4,}/gu) ?? []) {
    const { results } = await pagefind.search(`"${word}"`, { filters: {}, sort: {} });
    if (results.length === 0) unknown.add(word.toLowerCase());
  }
  return (unknown.size > 0 && correct(q, words, (word) => unknown.has(word))) || q;
}

function describe({ hits, q, exact }: Found, typed: string): string {
  const count = `${exact ? '' : 'About '}${hits.length}`;
  const [one, more] = typed === '' ? ['story', 'stories'] : ['result', 'results'];
  const stories = hits.length === 0 ? `No ${one}` : hits.length === 1 ? `1 ${one}` : `${count} ${more}`;
  if (q === '') return stories;
  return `${stories} for “${q}”${q === typed ? '' : `; nothing has “${typed}”`}`;
}

const pageLength = 15;

async function show({ status, list, more, template }: Parts, text: string, found: Found['hits']) {
  const showPage = async (from: number) => {
    const hits = await Promise.all(found.slice(from, from + pageLength).map((read) => read()));
    if (from === 0) list.replaceChildren();
    list.append(...hits.map((hit) => fill(template, hit)));
    more.hidden = from + pageLength >= found.length;
    more.onclick = () =>
      void showPage(from + pageLength).then(() => list.querySelectorAll('a')[from + pageLength]?.focus());
  };
  await showPage(0);
  status.textContent = text;
}

function fill(template: HTMLTemplateElement, { url, excerpt, meta }: Hit): Node {
  const hit = document.importNode(template.content, true);
  const link = hit.querySelector('a');
  const about = hit.querySelector('.about');
  const summary = hit.querySelector('.summary');
  if (!link || !about || !summary) return hit;
  link.href = url;
  link.textContent = meta.title;
  about.textContent = [meta.section, writeDate(meta.date), meta.source].filter(Boolean).join(' · ');
  summary.append(...readExcerpt(excerpt));
  return hit;
}

/** An excerpt as text and marks, and nothing else of its HTML. */
function readExcerpt(excerpt: string): Node[] {
  const parsed = new DOMParser().parseFromString(excerpt, 'text/html').body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}

function writeDate(date: string): string {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(date));
}

function readForm(form: HTMLFormElement): Query {
  const data = new FormData(form);
  const read = (name: keyof Query) => String(data.get(name) ?? '').trim();
  return { q: read('q'), section: read('section'), year: read('year'), source: read('source'), order: read('order') };
}

/** Puts an address's query into the form. A source that the list leaves out is added to it. */
function fillForm(form: HTMLFormElement, parameters: URLSearchParams): void {
  for (const [name, value] of parameters) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement && name === 'source' && value) {
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(value));
    }
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = '';
  }
}

function writeAddress(query: Query): string {
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  return filled.length === 0 ? location.pathname : `?${new URLSearchParams(filled).toString()}`;
}

function isEmpty({ q, section, year, source }: Query): boolean {
  return !q && !section && !year && !source;
}
