import type { APIRoute } from 'astro';
import { writeJson } from '../../feeds/json.ts';
import { createJsonSchema } from '../../feeds/twin.ts';
import { openContent } from '../_content.ts';

export const GET: APIRoute = async () => {
  const { newsletter, site } = await openContent();
  return new Response(writeJson(createJsonSchema(newsletter, site)), {
    headers: { 'Content-Type': 'application/schema+json; charset=utf-8' },
  });
};
