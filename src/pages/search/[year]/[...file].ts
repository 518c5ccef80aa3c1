import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { openSearch } from '../../_search.ts';

export const getStaticPaths = (async () => {
  const years = await openSearch();
  return years.flatMap(({ year, folder, files }, at) =>
    files
      .filter((file) => at === 0 || !isProgram(file))
      .map((file) => ({ params: { year, file }, props: { path: path.join(folder, file) } })),
  );
}) satisfies GetStaticPaths;

interface Props {
  path: string;
}

export const GET: APIRoute<Props> = ({ props }) => {
  const type = props.path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'application/octet-stream';
  return new Response(readFileSync(props.path), { headers: { 'Content-Type': type } });
};

/** The newest year brings Pagefind's program for all. */
function isProgram(file: string): boolean {
  return /^(?:pagefind(?:-worker)?\.js|wasm\..*)$/.test(file);
}
