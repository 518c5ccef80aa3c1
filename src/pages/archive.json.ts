import type { APIRoute } from 'astro';
import { createArchiveData } from '../feeds/archive.ts';
import { writeJson } from '../feeds/json.ts';
import { openContent } from './_content.ts';

export const GET: APIRoute = async () => {
  const { newsletter, site, issues } = await openContent();
  const entries = issues.map(({ entry }) => entry);
  return new Response(writeJson(createArchiveData(entries, newsletter, site)), {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
};
