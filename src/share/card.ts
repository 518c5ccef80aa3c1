/** What a share image says. */
export interface Card {
  /** The newsletter's title. */
  title: string;
  /** `Monday — March 23, 2026`; nothing on the general card. */
  dateline?: string;
  /** The tagline of the issue, or the description of the newsletter. */
  text: string;
}

/** The size that the networks ask for, in pixels. */
export const cardSize = { width: 1200, height: 630 };

/** A card as the tree of boxes that satori lays out: the head of a newspaper's front page. */
export function layOutCard({ title, dateline, text }: Card) {
  return box(
    {
      boxSizing: 'border-box',
      width: '100%',
      height: '100%',
      padding: '56px 72px',
      background: paper,
      color: ink,
      fontFamily: 'card',
    },
    box({ fontSize: title.length > 24 ? 60 : 84, fontWeight: 800, letterSpacing: -3, justifyContent: 'center' }, title),
    // Two boxes: the borders of one would be cut to shape, which takes as long as drawing the rest.
    box({ height: 4, marginTop: 20, background: ink }),
    box({ height: 2, marginTop: 4, background: ink }),
    ...(dateline === undefined ? [] : [box({ marginTop: 24, fontSize: 32, color: accent }, dateline)]),
    box({ marginTop: 18, fontSize: fit(text), lineHeight: 1.22, letterSpacing: -0.5, overflow: 'hidden' }, text),
  );
}

const paper = '#fbf9f4';
const ink = '#1a1714';
const accent = '#a3271a';

/** The size at which a text fills the card and is not cut off. */
function fit(text: string): number {
  return text.length < 110 ? 58 : text.length < 190 ? 50 : text.length < 280 ? 42 : 34;
}

function box(style: Record<string, string | number>, ...children: unknown[]) {
  const direction = { display: 'flex', ...(children.length > 1 && { flexDirection: 'column' }) };
  return { type: 'div', key: null, props: { style: { ...direction, ...style }, children } };
}
