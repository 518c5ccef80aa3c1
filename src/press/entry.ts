import { createApp } from 'astro/app/entrypoint';
import type { Desk, Page } from '../site/template.ts';

const app = createApp({ streaming: false });
const [route] = app.manifest.routes.filter(({ routeData }) => routeData.component.endsWith('[...path].astro'));

/**
 * A page of the site as HTML.
 *
 * @param address the page's full one
 */
export async function printPage(address: string, page: Page, desk: Desk): Promise<string> {
  const response = await app.render(new Request(address), {
    locals: { page, desk },
    ...(route && { routeData: route.routeData }),
  });
  if (response.status >= 500) throw new Error(`${address} cannot be printed`);
  return response.text();
}
