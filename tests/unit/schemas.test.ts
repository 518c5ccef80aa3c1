import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { frontMatterSchema } from '../../src/issue/schema.ts';
import { newsletterSchema } from '../../src/newsletter.ts';

const folder = path.join(import.meta.dirname, '../../.vscode');

/** The JSON Schema of what a person writes: what has a default may be left out. */
function write(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
}

// After a change of a schema: npx vitest run tests/unit/schemas.test.ts -u
test.each([
  ['front-matter.schema.json', frontMatterSchema],
  ['newsletter.schema.json', newsletterSchema],
])('the schema for the editor’s program is current: %s', async (name, schema) => {
  await expect(write(schema)).toMatchFileSnapshot(path.join(folder, name));
});
