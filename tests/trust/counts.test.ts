import { expect, test } from 'vitest';
import { differences, digestTree, Project, writeIssue } from './project.ts';

test('a build whose pages have lost a story fails, and the last site stays', async () => {
  const project = new Project(['2026-03-20', '2026-03-23']);
  await project.build();
  const last = digestTree(project.dist);

  project.write(
    'src/components/Section.astro',
    project.read('src/components/Section.astro').replace('items.map(', 'items.slice(1).map('),
  );
  project.write('content/issues/2026-03-20.md', writeIssue('2026-03-20', 'Second'));
  const failed = await project.build();
  expect(failed).toMatchObject({ code: 1, errors: '' });
  expect(failed.output).toContain('The site would not show what is published; the last one stays:\n');
  expect(failed.output).toContain(
    '`2026/03/20/index.html`: unexpected 1 item in 1 issue, expected 4 items in 1 issue\n',
  );
  expect(failed.output).toContain('issue pages: unexpected 2 items in 2 issues, expected 8 items in 2 issues\n');
  expect(differences(digestTree(project.dist), last)).toEqual([]);
});

test('a build tells what became of each file', async () => {
  const project = new Project(['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-25']);
  project.write(
    'content/issues/2026-03-19.md',
    project.read('content/issues/2026-03-19.md').replace('tagline', 'draft: true\ntagline'),
  );
  const { output } = await project.build();
  expect(output).toContain('2 issues published with 8 items, 1 draft, 1 scheduled\n');
});
