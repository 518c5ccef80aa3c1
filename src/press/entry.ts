import { FetchState } from 'astro/fetch';
import { renderToString } from 'astro/runtime/server/index.js';
import type { Desk, Page } from '../site/template.ts';

/**
 * A page of the site as HTML, printed after the one before it is. Astro would put it into a response, as bytes that would
 * have to be read again: a sixth of a page's time.
 *
 * @param address the page's full one
 */
export async function printPage(address: string, page: Page, desk: Desk): Promise<string> {
  const { state, route } = await (opened ??= open(address));
  Object.assign(state.locals, { page, desk });
  const result = await state.createResult(route, state.getActionAPIContext());
  const html = await renderToString(result, route.default, {}, {}, true, state.routeData);
  if (typeof html !== 'string') throw new Error(`${address} cannot be printed`);
  return html;
}

/** No page looks at its request, and all have one route: both are made once, for the first page. */
let opened: ReturnType<typeof open> | undefined;

async function open(address: string) {
  const state = new FetchState(new Request(address));
  return { state, route: await state.loadComponentInstance() };
}
