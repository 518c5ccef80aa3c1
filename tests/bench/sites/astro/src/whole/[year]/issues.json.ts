import type { Archive } from '../../../shared/archive.ts';
import { writeYearData } from '../../../shared/data.ts';
import { archive } from '../../archive';

export function getStaticPaths() {
  return archive.yearLists.map((ofYear) => ({ params: { year: ofYear.year }, props: { ofYear } }));
}

export function GET({ props }: { props: { ofYear: Archive['yearLists'][number] } }): Response {
  return new Response(writeYearData(props.ofYear));
}
