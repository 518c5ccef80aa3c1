import { beforeAll, describe, expect, test } from 'vitest';
import { toHeaders, type HostingFacts } from '../../src/hosting/files.ts';
import { listMoves, toRedirects } from '../../src/hosting/redirects.ts';
import { createSite } from '../../src/urls.ts';
import { Project } from '../trust/project.ts';
import { newsletterWith } from '../feeds/newsletter.ts';
import { readRules } from './host.ts';

const newsletter = newsletterWith();
const site = createSite('https://example.com/letters/');
const facts: HostingFacts = {
  years: ['2026', '2025'],
  policy: { styles: ["'sha256-abc='"], images: [], hasMoves: false },
};

describe('the headers for hosts', () => {
  const years = Array.from({ length: 60 }, (_, at) => String(2026 + at));
  const rules = readRules(toHeaders({ ...facts, years }, newsletter, site));

  test('stay within what Cloudflare takes: 100 rules, each line of 2,000 characters', () => {
    expect(rules.length).toBeLessThanOrEqual(100);
    for (const line of toHeaders(facts, newsletter, site).split('\n')) expect(line.length).toBeLessThan(2000);
  });

  test('are all under the base path', () => {
    expect(rules.filter(({ path }) => !path.startsWith('/letters/'))).toEqual([]);
  });

  test('say one thing of each header for an address, but for the policy', () => {
    const covers = (wide: string, narrow: string) =>
      wide === narrow || (wide.endsWith('*') && narrow.startsWith(wide.slice(0, -1)));
    const clashes = rules.flatMap((rule) =>
      rules
        .filter((other) => other !== rule && covers(other.path, rule.path))
        .flatMap((other) =>
          rule.headers
            .map(([name]) => name)
            .filter((name) => name !== 'Content-Security-Policy' && other.headers.some(([it]) => it === name))
            .map((name) => `${rule.path} and ${other.path}: ${name}`),
        ),
    );
    expect(clashes).toEqual([]);
  });

  test('allow pictures from elsewhere only where an issue shows one, and the script of moves where there is one', () => {
    const policyOf = (own: Partial<HostingFacts['policy']>) =>
      readRules(toHeaders({ ...facts, policy: { ...facts.policy, ...own } }, newsletter, site))
        .find(({ path }) => path === '/letters/2026/*')
        ?.headers.find(([name]) => name === 'Content-Security-Policy')?.[1];
    expect(policyOf({})).toContain("img-src 'self';");
    expect(policyOf({ images: ['https:'] })).toContain("img-src 'self' https:;");
    const scripts = (policy = '') => /script-src ([^;]*)/.exec(policy)?.[1]?.split(' ');
    expect(scripts(policyOf({}))).toHaveLength(2);
    expect(scripts(policyOf({ hasMoves: true }))).toHaveLength(3);
  });
});

test('redirects are one line for each host’s way, each within 1,000 characters', () => {
  const moves = listMoves([{ date: '2026-03-21', aliases: ['2026-03-20'] }, { date: '2026-03-23' }]);
  expect(toRedirects(moves, ['2026/02/27/'], site, '\n/feed /letters/rss.xml 301\n')).toBe(
    [
      '# Where Netlify and Cloudflare Pages lead readers to; written by `npm run build`.',
      '# Lines of your own, in public/_redirects, are added below.',
      '/letters/2026/03/20/ /letters/2026/03/21/ 301!',
      '/letters/2026/03/20/ /letters/2026/03/21/ 301',
      '/letters/2026/03/20.md /letters/2026/03/21.md 301',
      '/letters/2026/03/20.json /letters/2026/03/21.json 301',
      '/letters/2026/02/27/ /letters/404.html 410',
      '# From public/:',
      '/feed /letters/rss.xml 301',
      '',
    ].join('\n'),
  );
});

describe('an owner’s own files for hosts', () => {
  let project: Project;

  beforeAll(async () => {
    project = new Project(['2026-03-20', '2026-03-23']);
    project.write('public/_headers', '/letters/files/*\n  X-Robots-Tag: noindex\n');
    project.write('public/_redirects', '/letters/feed /letters/rss.xml 301\n');
    await project.build();
  });

  test('come after ours', () => {
    const headers = project.read('dist/_headers');
    expect(headers).toMatch(/^\/letters\/\*\n {2}Content-Security-Policy: /m);
    expect(headers).toMatch(/\n\n# From public\/:\n\/letters\/files\/\*\n {2}X-Robots-Tag: noindex\n$/);
    expect(project.read('dist/_redirects')).toMatch(/\n# From public\/:\n\/letters\/feed \/letters\/rss\.xml 301\n$/);
  });

  test('are taken up again when they change, and when they go', async () => {
    project.write('public/_redirects', '/letters/subscribe-now /letters/subscribe/ 301\n');
    project.remove('public/_headers');
    await project.build();
    expect(project.read('dist/_redirects')).toContain('/letters/subscribe-now');
    expect(project.read('dist/_redirects')).not.toContain('/letters/feed');
    expect(project.read('dist/_headers')).not.toContain('From public');
  });
});
