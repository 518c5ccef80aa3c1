/** What we read of the archive's data and of an issue's; both are this site's own, made by its build. */
interface ArchiveData {
  issues: { date: string; url: string; data: string }[];
}

interface IssueData {
  date: string;
  sections: { name: string; items: { url: string; link?: string; title: { text: string } }[] }[];
}

const place = document.getElementById('~catch-up');
const status = place?.querySelector('[role=status]');
if (place && status) {
  catchUp(place, status).catch(() => {
    status.textContent = 'The stories cannot be loaded. Is the network there? Then try again.';
    offerArchive();
  });
}

async function catchUp(place: HTMLElement, status: Element): Promise<void> {
  const since = readSince();
  if (!since) {
    status.textContent =
      'This browser remembers no earlier visit. After your next one, the stories since then are listed here.';
    return offerArchive();
  }
  status.textContent = 'Loading …';
  const archive: ArchiveData = await load(place.dataset['archive'] ?? '');
  const missed = archive.issues.filter(({ date }) => date > since).slice(0, mostIssues);
  const from = `since ${writeDate(since)}`;
  if (missed.length === 0) {
    status.textContent = `Nothing new ${from}.`;
    return offerArchive();
  }
  const issues: IssueData[] = await Promise.all(missed.map(({ data }) => load<IssueData>(data)));
  // The owner's order of sections, then any that he has renamed since.
  const known: string[] = JSON.parse(place.dataset['sections'] ?? '[]');
  const names = new Set([...known, ...issues.flatMap(({ sections }) => sections.map(({ name }) => name))]);
  const sections = [...names].flatMap((name) => showSection(name, issues) ?? []);
  place.querySelector('.stories')?.replaceChildren(...sections);
  const stories = issues.reduce(
    (sum, { sections }) => sum + sections.reduce((all, { items }) => all + items.length, 0),
    0,
  );
  const cut = missed.length === mostIssues ? ', the newest of them' : '';
  status.textContent = `${count(stories, 'story', 'stories')} in ${count(missed.length, 'issue', 'issues')} ${from}${cut}.`;
  if (cut) offerArchive();
}

/** A reader who was away for longer is better served by the months' round-ups. */
const mostIssues = 30;

/** The date of the newest issue that was seen before: from the address, or else from this browser's memory. */
function readSince(): string | undefined {
  const asked = new URLSearchParams(location.search).get('since');
  if (asked && /^\d{4}-\d{2}-\d{2}$/.test(asked)) return asked;
  // Not by memory.ts: what two scripts share becomes a file of its own, and every issue's page would have to ask for it.
  try {
    return (sessionStorage.getItem('dateline:since') ?? localStorage.getItem('dateline:seen')) || undefined;
  } catch {
    return undefined;
  }
}

/** Data of this site. Its addresses are full ones; in a preview they are asked of the server that runs. */
async function load<T>(address: string): Promise<T> {
  const { pathname } = new URL(address, location.href);
  const response = await fetch(pathname);
  if (!response.ok) throw new Error(`${response.status} ${pathname}`);
  return response.json();
}

function showSection(name: string, issues: readonly IssueData[]): Node | undefined {
  const stories = issues.flatMap(({ date, sections }) =>
    sections
      .filter((section) => section.name === name)
      .flatMap(({ items }) => items.map((item) => showStory(date, item))),
  );
  if (stories.length === 0) return undefined;
  const section = copy('~catch-up-section');
  section?.querySelector('h2')?.replaceChildren(name);
  section?.querySelector('ul')?.append(...stories.flatMap((story) => story ?? []));
  return section;
}

function showStory(
  date: string,
  { url, link, title }: IssueData['sections'][number]['items'][number],
): Node | undefined {
  const story = copy('~catch-up-story');
  const anchor = story?.querySelector('a');
  const { pathname, hash } = new URL(url);
  anchor?.setAttribute('href', pathname + hash);
  anchor?.replaceChildren(title.text);
  const host = link && URL.parse(link)?.hostname.replace(/^www\./, '');
  story?.querySelector('.about')?.append([writeDate(date), host].filter(Boolean).join(' · '));
  return story;
}

function copy(id: string): DocumentFragment | undefined {
  const template = document.getElementById(id);
  return template instanceof HTMLTemplateElement ? document.importNode(template.content, true) : undefined;
}

function offerArchive(): void {
  const line = document.getElementById('~to-archive');
  if (line) line.hidden = false;
}

function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}

function writeDate(date: string): string {
  const form = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC' });
  return form.format(new Date(date));
}

// Nothing is exported; without this line its names would be those of every page.
export {};
