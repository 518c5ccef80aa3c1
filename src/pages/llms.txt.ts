import type { APIRoute } from 'astro';
import { newestIssues } from '../feeds/create.ts';
import { toLlmsText } from '../feeds/llms.ts';
import { openContent } from './_content.ts';

export const GET: APIRoute = async () => {
  const { newsletter, site, issues } = await openContent();
  const newest = issues.slice(0, newestIssues).map(({ entry }) => entry);
  return new Response(toLlmsText(newest, newsletter, site), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
};
