import type { APIRoute, GetStaticPaths } from 'astro';
import { writeJson } from '../../../feeds/json.ts';
import { createTwin } from '../../../feeds/twin.ts';
import { openContent } from '../../_content.ts';
import { listTwinRoutes, type TwinProps } from '../../_twins.ts';

export const getStaticPaths = listTwinRoutes satisfies GetStaticPaths;

export const GET: APIRoute<TwinProps> = async ({ props }) => {
  const { newsletter, site, readIssue } = await openContent();
  return new Response(writeJson(createTwin(readIssue(props.issue), newsletter, site)), {
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  });
};
