import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

export const collections = {
  issues: defineCollection({
    loader: glob({ pattern: '**/*.md', base: './content/issues' }),
    schema: z.object({ day: z.string(), title: z.string(), tagline: z.string() }),
  }),
};
