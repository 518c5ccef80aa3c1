import type { APIRoute, GetStaticPaths } from 'astro';
import { toSitemap } from '../feeds/sitemap.ts';
import { openContent } from './_content.ts';
import { listSitemapRoutes, type SitemapPart } from './_sitemap.ts';

export const getStaticPaths = listSitemapRoutes satisfies GetStaticPaths;

export const GET: APIRoute<SitemapPart> = async ({ props }) => {
  const { site } = await openContent();
  return new Response(toSitemap(props.pages, site), { headers: { 'Content-Type': 'application/xml; charset=utf-8' } });
};
