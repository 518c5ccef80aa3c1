import { writeSeconds, writeWhole } from './numbers.ts';

/** One bar of a chart: what a tool took at a size of the archive. */
export interface Bar {
  size: number;
  name: string;
  seconds: number;
}

/** Cost against archive size as bars of plain text: a group for each size, a bar for each tool, one scale for all. */
export function formatChart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ seconds }) => seconds));
  const sizes = Map.groupBy(bars, ({ size }) => size);
  const sizeWidth = Math.max(...bars.map(({ size }) => writeWhole(size).length));
  const nameWidth = Math.max(...bars.map(({ name }) => name.length));
  const groups = [...sizes].map(([size, ofSize]) =>
    ofSize
      .map(({ name, seconds }, at) => {
        const label = (at === 0 ? writeWhole(size) : '').padStart(sizeWidth);
        return `  ${label}  ${name.padEnd(nameWidth)} ${'█'.repeat(Math.round((seconds / most) * longest))} ${writeSeconds(seconds)}`;
      })
      .join('\n'),
  );
  return `${title}\n\n${groups.join('\n\n')}`;
}

/** How many characters the longest bar has. */
const longest = 50;
