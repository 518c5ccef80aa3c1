import { tag } from '../issue/render.ts';

/**
 * The HTML of a page as feed readers take it: with only the attributes that carry content, and marks in place of the
 * checkboxes of a task list. The rest (ids, classes, roles) is for the page's own styles and anchors, and readers drop
 * it or warn of it.
 */
export function clean(html: string): string {
  return html.replace(tag, (start) => {
    if (start.startsWith('<input')) return start.includes(' checked') ? '☑' : '☐';
    return start.replace(attribute, (whole, name: string) => (content.has(name) ? whole : ''));
  });
}

const attribute = / ([^\s"=>]+)(?:="[^"]*")?(?=[ >])/g;

const content = new Set(
  'href src srcset alt title width height colspan rowspan align start lang dir datetime'.split(' '),
);
