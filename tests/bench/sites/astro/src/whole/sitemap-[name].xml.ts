import type { Archive } from '../../shared/archive.ts';
import { writeSiteMap } from '../../shared/data.ts';
import { archive } from '../archive';

export function getStaticPaths() {
  return archive.siteMaps.map((siteMap) => ({ params: { name: siteMap.name }, props: { siteMap } }));
}

export function GET({ props }: { props: { siteMap: Archive['siteMaps'][number] } }): Response {
  return new Response(writeSiteMap(props.siteMap));
}
