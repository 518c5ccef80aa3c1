import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

export const collections = {
  issues: defineCollection({
    // All that is kept becomes one string of a module: with the Markdown, Node has no memory for the one of 10,000 issues.
    loader: glob({ pattern: '**/*.md', base: './content/issues', retainBody: false }),
    schema: z.object({ day: z.string(), title: z.string(), tagline: z.string() }),
  }),
};
