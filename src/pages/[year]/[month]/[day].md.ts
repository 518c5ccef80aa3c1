import type { APIRoute, GetStaticPaths } from 'astro';
import { formatIssue } from '../../../issue/format.ts';
import { openContent } from '../../_content.ts';
import { listTwinRoutes, type TwinProps } from '../../_twins.ts';

export const getStaticPaths = listTwinRoutes satisfies GetStaticPaths;

export const GET: APIRoute<TwinProps> = async ({ props }) => {
  const { readIssue } = await openContent();
  return new Response(formatIssue(readIssue(props.issue)), {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8' },
  });
};
