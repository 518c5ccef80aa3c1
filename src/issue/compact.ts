import type { Issue, Item, Markup, Section } from './schema.ts';

// An issue as the cache keeps it: a text of plain words, which most are, stands there once, and not as Markdown, as HTML and
// as text again. Building a site reads every issue back, and texts are nearly all of it.

type KeptItem = Omit<Item, 'title' | 'summary'> & Record<'title' | 'summary', Markup | string>;
type KeptSection = Omit<Section, 'items'> & { items: KeptItem[] };
type KeptIssue = Omit<Issue, 'sections'> & { sections: KeptSection[] };

/** An issue as JSON on one line. */
export function writeCompact(issue: Issue): string {
  const fold = ({ items, ...section }: Section): KeptSection => ({ ...section, items: items.map(foldItem) });
  return JSON.stringify({ ...issue, sections: issue.sections.map(fold) });
}

/** The issue that `writeCompact` wrote. */
export function readCompact(json: string): Issue {
  const unfold = ({ items, ...section }: KeptSection): Section => ({ ...section, items: items.map(unfoldItem) });
  const issue: KeptIssue = JSON.parse(json);
  return { ...issue, sections: issue.sections.map(unfold) };
}

function foldItem(item: Item): KeptItem {
  return { ...item, title: fold(item.title, plainTitle), summary: fold(item.summary, plainParagraph) };
}

function unfoldItem(item: KeptItem): Item {
  return { ...item, title: unfold(item.title, plainTitle), summary: unfold(item.summary, plainParagraph) };
}

function fold(markup: Markup, plain: (words: string) => Markup): Markup | string {
  const { html, text } = plain(markup.markdown);
  return html === markup.html && text === markup.text ? markup.markdown : markup;
}

function unfold(kept: Markup | string, plain: (words: string) => Markup): Markup {
  return typeof kept === 'string' ? plain(kept) : kept;
}

function plainTitle(words: string): Markup {
  return { markdown: words, html: words, text: words };
}

function plainParagraph(words: string): Markup {
  return { markdown: words, html: `<p>${words}</p>`, text: words };
}
