import { listStories, type Story } from './story.ts';
import type { Entry } from '../issue/entry.ts';
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

/** A month of one section, before its stories are read. */
export interface SectionOutline {
  outline: Omit<SectionMonth, 'stories'>;
  readStories: () => Story[];
}

/** Every page of every section, newest month first. A section without a story has one empty page. */
export function groupSections(entries: readonly Entry[], { sections }: Newsletter): SectionOutline[] {
  const byMonth = [...Map.groupBy(entries, ({ date }) => date.slice(0, 7))];
  return sections.flatMap((section): SectionOutline[] => {
    const months = byMonth.filter(([, ofMonth]) => ofMonth.some((entry) => hasSection(entry, section)));
    if (months.length === 0) return [{ outline: { section, newest: true }, readStories: () => [] }];
    const neighbour = (at: number) => {
      const month = months[at]?.[0];
      return month === undefined ? undefined : { month, newest: at === 0 };
    };
    return months.map(([month, ofMonth], at) => {
      const newer = neighbour(at - 1);
      const older = neighbour(at + 1);
      return {
        outline: { section, month, newest: at === 0, ...(newer && { newer }), ...(older && { older }) },
        readStories: () => listStories(ofMonth).filter((story) => story.section === section.name),
      };
    });
  });
}

/** Whether an issue has a story in a section. */
export function hasSection({ outline }: Entry, section: SectionSettings): boolean {
  return outline.some(({ name }) => name === section.name);
}
