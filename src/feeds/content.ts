import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Issue, Item, Section } from '../issue/schema.ts';
import { writeDate } from '../calendar.ts';
import type { Newsletter } from '../newsletter.ts';

/** The whole of an issue as HTML, the same texts in the same order as on its page. */
export function writeContent({ tagline, intro, sections, corrections }: Issue, newsletter: Newsletter): string {
  const root: Root = h(null, [
    h('p', h('strong', tagline)),
    ...(intro ? [raw(intro.html)] : []),
    ...sections.flatMap(writeSection),
    ...writeCorrections(corrections, newsletter),
  ]);
  return toHtml(root, { allowDangerousHtml: true });
}

function writeSection({ name, items }: Section): ElementContent[] {
  return [h('h2', name), ...items.flatMap(writeItem)];
}

function writeItem({ title, link, summary }: Item): ElementContent[] {
  const words = raw(title.html);
  return [h('h3', link === undefined ? words : h('a', { href: link }, words)), raw(summary.html)];
}

function writeCorrections(corrections: Issue['corrections'], { language }: Newsletter): ElementContent[] {
  if (corrections.length === 0) return [];
  const list = corrections.map(({ date, text }) => h('li', `${writeDate(date, language).long}: ${text}`));
  return [h('h2', 'Corrections'), h('ul', list)];
}

/** HTML that `render.ts` made safe. */
function raw(html: string): ElementContent {
  // The raw node is one of hast's own, though only some of its tools know it.
  return { type: 'raw', value: html } as unknown as ElementContent;
}
