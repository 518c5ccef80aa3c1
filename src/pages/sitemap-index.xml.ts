import type { APIRoute } from 'astro';
import { latestChange, toSitemapIndex } from '../feeds/sitemap.ts';
import { openContent } from './_content.ts';
import { listSitemapParts } from './_sitemap.ts';

export const GET: APIRoute = async () => {
  const { site } = await openContent();
  const parts = await listSitemapParts();
  const entries = parts.map(({ path, pages }) => ({ path, changed: latestChange(pages) }));
  return new Response(toSitemapIndex(entries, site), { headers: { 'Content-Type': 'application/xml; charset=utf-8' } });
};
