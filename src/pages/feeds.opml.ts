import type { APIRoute } from 'astro';
import { toOpml } from '../feeds/opml.ts';
import { openContent } from './_content.ts';

export const GET: APIRoute = async () => {
  const { newsletter, site } = await openContent();
  return new Response(toOpml(newsletter, site), { headers: { 'Content-Type': 'text/x-opml; charset=utf-8' } });
};
