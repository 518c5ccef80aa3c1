import type { Entry } from '../../../../shared/archive.ts';
import { writeMarkdown } from '../../../../shared/data.ts';
import { archive, splitAddress } from '../../../archive';

export function getStaticPaths() {
  return archive.entries.map((entry) => {
    const [year, month, day] = splitAddress(entry.url);
    return { params: { year, month, day }, props: { entry } };
  });
}

export function GET({ props }: { props: { entry: Entry } }): Response {
  return new Response(writeMarkdown(props.entry));
}
