import type { APIRoute, GetStaticPaths } from 'astro';
import { findFolders } from '../../issue/files.ts';
import type { Card } from '../../share/card.ts';
import { drawCard } from '../../share/draw.ts';
import { listCards } from '../_share.ts';

export const getStaticPaths = (async () => {
  const cards = await listCards();
  return cards.map(({ name, card }) => ({ params: { card: name }, props: { card } }));
}) satisfies GetStaticPaths;

interface Props {
  card: Card;
}

export const GET: APIRoute<Props> = async ({ props }) => {
  const folders = findFolders(import.meta.env.DATELINE_ROOT, process.env);
  return new Response(await drawCard(props.card, folders), { headers: { 'Content-Type': 'image/png' } });
};
