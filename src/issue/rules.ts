/** What an editor can read about one rule: what it asks for, and the smallest text that breaks and keeps it. */
export interface Rule {
  severity: 'error' | 'warning';
  /** What the rule asks for, as one sentence. */
  asks: string;
  /** How a breach looks. */
  breach: string;
  /** The same, mended. */
  mended: string;
}

/** Every rule by its name. The README's table and the tests are made from it; names never change once published. */
export const rules = {
  'file-name': {
    severity: 'error',
    asks: 'A file in `content/issues/` is named after its date and ends in `.md`.',
    breach: 'Monday.md',
    mended: '2026-03-23.md',
  },
  'file-place': {
    severity: 'warning',
    asks: 'Every file in `content/` stands where it is read: issues in `content/issues/`, and beside it `newsletter.yaml`, `about.md` and `theme.css`.',
    breach: 'content/2026-03-23.md',
    mended: 'content/issues/2026-03-23.md',
  },
  'file-date': {
    severity: 'error',
    asks: 'The `date` in the front matter is the date in the file’s name.',
    breach: 'date: 2026-03-22',
    mended: 'date: 2026-03-23',
  },
  'file-repeat': {
    severity: 'error',
    asks: 'A date has one file only.',
    breach: '2026-03-23.md and 2026/2026-03-23.md',
    mended: '2026-03-23.md',
  },
  'file-text': {
    severity: 'error',
    asks: 'A file is text in UTF-8, without control characters, and can be read.',
    breach: 'a file saved as Windows-1252',
    mended: 'the same file saved as UTF-8',
  },
  'file-size': {
    severity: 'error',
    asks: 'A file holds at most 100,000 characters in 4,000 lines.',
    breach: 'a file of 5,000,000 characters',
    mended: 'the stories of one day',
  },
  'file-conflict': {
    severity: 'error',
    asks: 'A file holds no markers of an unfinished merge.',
    breach: '<<<<<<< HEAD',
    mended: 'one of the two versions, without the marker lines',
  },
  'newsletter-file': {
    severity: 'error',
    asks: 'The settings are in `content/newsletter.yaml`.',
    breach: 'content/newsletter.yml',
    mended: 'content/newsletter.yaml',
  },
  'newsletter-yaml': {
    severity: 'error',
    asks: 'The settings are plain YAML, without tags, anchors or aliases.',
    breach: 'title: Dateline: the daily',
    mended: 'title: "Dateline: the daily"',
  },
  'newsletter-key': {
    severity: 'error',
    asks: 'Keys of the settings are known ones, each at most once.',
    breach: 'timezone: Europe/Berlin',
    mended: 'timeZone: Europe/Berlin',
  },
  'newsletter-value': {
    severity: 'error',
    asks: 'Each setting has a value of its kind.',
    breach: 'timeZone: Berlin',
    mended: 'timeZone: Europe/Berlin',
  },
  'newsletter-gone': {
    severity: 'error',
    asks: 'A date under `gone` is one that no issue has, or had before.',
    breach: 'gone: [2026-03-20], beside issues/2026-03-20.md',
    mended: 'gone: []',
  },
  'front-matter': {
    severity: 'error',
    asks: 'A file begins with its front matter between two lines `---`.',
    breach: 'date: 2026-03-23',
    mended: '---\ndate: 2026-03-23\ntagline: What is in it.\n---',
  },
  'front-matter-yaml': {
    severity: 'error',
    asks: 'The front matter is plain YAML, without tags, anchors or aliases.',
    breach: 'tagline: Rust: ten years on',
    mended: 'tagline: "Rust: ten years on"',
  },
  'front-matter-key': {
    severity: 'error',
    asks: 'Keys of the front matter are known ones, each at most once.',
    breach: 'tag-line: What is in it.',
    mended: 'tagline: What is in it.',
  },
  'issue-date': {
    severity: 'error',
    asks: 'An issue has a date of the calendar.',
    breach: 'date: 2026-02-30',
    mended: 'date: 2026-02-28',
  },
  'issue-tagline': {
    severity: 'error',
    asks: 'An issue has a tagline: one or two sentences of plain text.',
    breach: 'tagline:',
    mended: 'tagline: Lean finds an error in a physics paper.',
  },
  'issue-title': {
    severity: 'error',
    asks: 'A title in the front matter is plain text.',
    breach: 'title: [1, 2]',
    mended: 'title: The compiler issue',
  },
  'issue-draft': {
    severity: 'error',
    asks: 'The key `draft` is `true` or `false`.',
    breach: 'draft: maybe',
    mended: 'draft: true',
  },
  'issue-updated': {
    severity: 'error',
    asks: 'The date in `updated` is one of the calendar, and not before the issue’s.',
    breach: 'updated: 2026-03-01',
    mended: 'updated: 2026-03-24',
  },
  'issue-corrections': {
    severity: 'error',
    asks: 'Corrections are a list, each with a `date` (not before the issue’s) and a `text`.',
    breach: 'corrections: The year was wrong.',
    mended: 'corrections:\n  - date: 2026-03-24\n    text: The year was wrong.',
  },
  'issue-aliases': {
    severity: 'error',
    asks: 'Aliases are the dates that an issue had before, the first one first, and no other issue has or had.',
    breach: 'aliases: 2026-03-20',
    mended: 'aliases:\n  - 2026-03-20',
  },
  'issue-sections': {
    severity: 'error',
    asks: 'An issue has at least one section.',
    breach: 'a file that ends after its front matter',
    mended: '## News',
  },
  'section-name': {
    severity: 'error',
    asks: 'A `##` heading is the name of one of the newsletter’s sections.',
    breach: '## Tools',
    mended: '## Code',
  },
  'section-repeat': {
    severity: 'error',
    asks: 'A section stands once in an issue.',
    breach: '## News … ## News',
    mended: '## News',
  },
  'section-items': {
    severity: 'error',
    asks: 'A section has at least one item.',
    breach: '## News',
    mended: '## News\n\n### [Title](https://example.com/story)\n\nSummary.',
  },
  'section-text': {
    severity: 'error',
    asks: 'A section begins with its first item; text belongs under an item.',
    breach: '## News\n\nA slow day.',
    mended: '## News\n\n### A slow day\n\nSummary.',
  },
  'heading-depth': {
    severity: 'error',
    asks: 'A heading is `##` for a section or `###` for an item.',
    breach: '#### Title',
    mended: '### Title',
  },
  'heading-space': {
    severity: 'warning',
    asks: 'A space stands between the marks of a heading and its words; without one, it is text.',
    breach: '###[Title](https://example.com/story)',
    mended: '### [Title](https://example.com/story)',
  },
  'item-section': {
    severity: 'error',
    asks: 'An item stands in a section.',
    breach: '### Title (before any `##`)',
    mended: '## News\n\n### Title',
  },
  'item-title': {
    severity: 'error',
    asks: 'An item’s heading is one link, or plain text, and not empty.',
    breach: '### [One](https://example.com/1) and [two](https://example.com/2)',
    mended: '### [One and two](https://example.com/1)',
  },
  'item-link': {
    severity: 'error',
    asks: 'An item’s link is a full address of the web.',
    breach: '### [Title](example.com/story)',
    mended: '### [Title](https://example.com/story)',
  },
  'item-name': {
    severity: 'error',
    asks: 'A name set by hand is lower-case words joined by hyphens, used once in its issue.',
    breach: '### Title {#My Story}',
    mended: '### Title {#my-story}',
  },
  'item-summary': {
    severity: 'error',
    asks: 'An item has a summary: one or more paragraphs under its heading.',
    breach: '### One\n\n### Two',
    mended: '### One\n\nSummary.\n\n### Two',
  },
  'item-unlinked': {
    severity: 'warning',
    asks: 'An item links to its story.',
    breach: '### Title',
    mended: '### [Title](https://example.com/story)',
  },
  'item-repeat': {
    severity: 'warning',
    asks: 'A story runs once; an item that goes on with it says so.',
    breach: '### [Title](https://example.com/story), and the same link in an earlier issue',
    mended: '### [Title](https://example.com/story) {followup}',
  },
  'item-alike': {
    severity: 'warning',
    asks: 'A title is not nearly that of an earlier story, unless the item goes on with it.',
    breach: '### [The compiler is finally out](https://example.com/b), after “The compiler is finally out!”',
    mended: '### [The compiler is finally out](https://example.com/b) {followup}',
  },
  'item-followup': {
    severity: 'warning',
    asks: 'An item marked `{followup}` goes on with a story of an earlier issue: one with its link, or nearly its title.',
    breach: '### [Title](https://example.com/new-story) {followup}',
    mended: '### [Title](https://example.com/new-story)',
  },
  'link-address': {
    severity: 'error',
    asks: 'A link in a text is a full address of the web, or `mailto:`.',
    breach: 'See [the post](/post).',
    mended: 'See [the post](https://example.com/post).',
  },
  'link-tracking': {
    severity: 'warning',
    asks: 'A link has no tracking parameters.',
    breach: 'https://example.com/story?utm_source=feed',
    mended: 'https://example.com/story',
  },
  'link-shortener': {
    severity: 'warning',
    asks: 'A link names its real address: shorteners hide it, and die.',
    breach: 'https://bit.ly/abc',
    mended: 'https://example.com/story',
  },
  'link-hidden': {
    severity: 'warning',
    asks: 'A link shows where it leads: no invisible character turns its letters around, no name stands before its host.',
    breach: '[The bank](https://example.com@example.net/)',
    mended: '[The bank](https://example.com/)',
  },
  'link-lookalike': {
    severity: 'warning',
    asks: 'A link’s host does not pass for another: the letters of a word in it are of one script, and not all like Latin ones.',
    breach: 'https://ехаmple.com/, with Cyrillic `ех`',
    mended: 'https://example.com/',
  },
  'link-dead': {
    severity: 'error',
    asks: 'A link leads to a page that is still there. Asked by `links` only.',
    breach: 'a link whose page is gone (404, 410) or whose host is no more',
    mended: 'another address for the story, such as its copy at the Internet Archive',
  },
  'link-moved': {
    severity: 'warning',
    asks: 'A link is the address at which its page lives now. Asked by `links` only.',
    breach: 'http://example.com/old, which redirects for good',
    mended: 'https://example.com/new',
  },
  'link-blocked': {
    severity: 'warning',
    asks: 'A link’s page opens for everybody; one that keeps programs out must be looked at by hand. Asked by `links` only.',
    breach: 'a link whose host answers 403 Forbidden',
    mended: 'the same link, once you have opened it in a browser',
  },
  'link-silent': {
    severity: 'warning',
    asks: 'A link’s host answers in time; one that does not may do so tomorrow. Asked by `links` only.',
    breach: 'a link whose host does not answer',
    mended: 'the same link, asked again another day',
  },
  'image-alt': {
    severity: 'error',
    asks: 'An image has alternative text.',
    breach: '![](/images/chart.png)',
    mended: '![Latency falls with batch size](/images/chart.png)',
  },
  'image-file': {
    severity: 'error',
    asks: 'A local image is named from the root, and exists under `public/`.',
    breach: '![A chart](chart.png)',
    mended: '![A chart](/images/chart.png)',
  },
  'image-remote': {
    severity: 'warning',
    asks: 'An image is a file under `public/`: one elsewhere tells its host who reads you.',
    breach: '![A chart](https://example.com/chart.png)',
    mended: '![A chart](/images/chart.png)',
  },
  'page-title': {
    severity: 'error',
    asks: 'A page such as `content/about.md` begins with its title.',
    breach: 'We write about engineering.',
    mended: '# About\n\nWe write about engineering.',
  },
  'theme-css': {
    severity: 'error',
    asks: 'In `content/theme.css`, each rule can be read, and what is opened is closed.',
    breach: 'body { color red }',
    mended: 'body { color: red }',
  },
  'theme-address': {
    severity: 'warning',
    asks: 'A theme names files under `public/`, from the root: browsers take none from elsewhere.',
    breach: 'src: url(https://example.com/mine.woff2)',
    mended: 'src: url(/fonts/mine.woff2)',
  },
  'text-html': {
    severity: 'error',
    asks: 'Texts are Markdown; raw HTML is for comments only.',
    breach: 'A <b>bold</b> claim.',
    mended: 'A **bold** claim.',
  },
  'text-comment': {
    severity: 'warning',
    asks: 'A comment has an end; without one, readers see it.',
    breach: 'A claim. <!-- Ask Bob first.',
    mended: 'A claim. <!-- Ask Bob first. -->',
  },
  'text-code': {
    severity: 'warning',
    asks: 'A block of code has an end; without one, all that follows is code.',
    breach: '```\nnpm run build',
    mended: '```\nnpm run build\n```',
  },
  'text-reference': {
    severity: 'error',
    asks: 'References and their definitions come in pairs.',
    breach: 'See [the post][nope].',
    mended: 'See [the post][post].\n\n[post]: https://example.com/post',
  },
  'text-table': {
    severity: 'error',
    asks: 'A row of a table has no more cells than its head: readers would not see them.',
    breach: '| A | B |\n| - | - |\n| a | b | c |',
    mended: '| A | B | C |\n| - | - | - |\n| a | b | c |',
  },
  'text-nesting': {
    severity: 'error',
    asks: 'Quotes, lists, emphasis and brackets stand at most a hundred deep in one another.',
    breach: 'a line that begins with 200 marks `>`',
    mended: '> The quote.',
  },
  'text-marks': {
    severity: 'error',
    asks: 'Text has an empty line here and there, and is not made of thousands of marks such as `*` and `[`.',
    breach: 'a paragraph of 10,000 marks `*`',
    mended: 'A **bold** claim.',
  },
  'text-placeholder': {
    severity: 'warning',
    asks: 'Nothing is left to be written.',
    breach: 'TODO: summary',
    mended: 'The summary.',
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;
