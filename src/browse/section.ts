import { listStories, type Story } from './story.ts';
import type { Entry } from '../issue/archive.ts';
import type { Newsletter, SectionSettings } from '../newsletter.ts';

/** A month of one section: a page of its own. */
export interface SectionMonth {
  section: SectionSettings;
  /** `2026-03`; nothing where the section has no story at all. */
  month?: string;
  stories: Story[];
  /** Whether it is the section's newest, which has the section's own address. */
  newest: boolean;
  /** The neighbours, and whether the newer one is the newest. */
  newer?: { month: string; newest: boolean };
  older?: { month: string; newest: boolean };
}

/** Every page of every section, newest month first. A section without a story has one empty page. */
export function listSectionMonths(entries: readonly Entry[], { sections }: Newsletter): SectionMonth[] {
  const bySection = Map.groupBy(listStories(entries), ({ section }) => section);
  return sections.flatMap((section): SectionMonth[] => {
    const months = [...Map.groupBy(bySection.get(section.name) ?? [], ({ date }) => date.slice(0, 7))];
    if (months.length === 0) return [{ section, stories: [], newest: true }];
    const neighbour = (at: number) => {
      const month = months[at]?.[0];
      return month === undefined ? undefined : { month, newest: at === 0 };
    };
    return months.map(([month, stories], at) => {
      const newer = neighbour(at - 1);
      const older = neighbour(at + 1);
      return { section, month, stories, newest: at === 0, ...(newer && { newer }), ...(older && { older }) };
    });
  });
}
