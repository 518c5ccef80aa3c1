import type { APIRoute } from 'astro';
import { rankWords } from '../../search/words.ts';
import { openSearch } from '../_search.ts';

export const GET: APIRoute = async () => {
  const years = await openSearch();
  return Response.json(rankWords(years.map(({ words }) => words)));
};
