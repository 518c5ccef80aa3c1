import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RelaxNGValidator, XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { toAtom } from '../../src/feeds/atom.ts';
import { listFeeds } from '../../src/feeds/catalogue.ts';
import { createIssueFeed, createItemFeed, createMonthFeed } from '../../src/feeds/create.ts';
import { listMonths } from '../../src/feeds/history.ts';
import { createSite } from '../../src/urls.ts';
import { issuesOf, newsletterWith } from './newsletter.ts';

const newsletter = newsletterWith({ title: '</title> & ]]> \u000b' });
const site = createSite(newsletter.url);
const schema = XmlDocument.fromBuffer(readFileSync(path.join(import.meta.dirname, '../fixtures/feeds/atom.rng')));
const validator = RelaxNGValidator.fromDoc(schema);

function validate(text: string): void {
  const document = XmlDocument.fromString(text);
  try {
    validator.validate(document);
  } finally {
    document.dispose();
  }
}

describe('the schema of RFC 4287', () => {
  const dates = ['2026-03-02', '2026-03-01', '2026-02-27'];
  const issues = issuesOf(dates, 3);
  const source = { newsletter, site, since: dates.at(-1) };
  const outlines = listFeeds(newsletter);

  test.each(outlines)('holds for the feed at /$folder', (outline) => {
    for (const some of [issues, []]) {
      const feed =
        outline.kind === 'issues'
          ? createIssueFeed(outline, some, dates, source)
          : createItemFeed(outline, some, source);
      expect(() => validate(toAtom(feed, site))).not.toThrow();
    }
  });

  test.each(listMonths(['2026-02', '2026-03']))('holds for the archive of $month', (month) => {
    const [outline] = outlines;
    const ofMonth = issues.filter(({ date }) => date.startsWith(month.month));
    const feed = outline && createMonthFeed(outline, month, ofMonth, source);
    expect(() => validate(feed ? toAtom(feed, site) : '')).not.toThrow();
  });

  test('refuses what it should', () => {
    expect(() => validate('<feed xmlns="http://www.w3.org/2005/Atom"><title>No id</title></feed>')).toThrow(/id/);
  });
});
