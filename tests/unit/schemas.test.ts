import path from 'node:path';
import { expect, test } from 'vitest';
import { writeSchema } from '../../src/cli/completion.ts';
import { frontMatterSchema } from '../../src/issue/schema.ts';
import { newsletterSchema } from '../../src/newsletter.ts';

const folder = path.join(import.meta.dirname, '../../.vscode');

// After a change of a schema: npx vitest run tests/unit/schemas.test.ts -u
test.each([
  ['front-matter.schema.json', frontMatterSchema],
  ['newsletter.schema.json', newsletterSchema],
])('the schema for the editor’s program is current: %s', async (name, schema) => {
  await expect(writeSchema(schema)).toMatchFileSnapshot(path.join(folder, name));
});
