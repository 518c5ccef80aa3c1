import { FetchState } from 'astro/fetch';
import { renderToString } from 'astro/runtime/server/index.js';
import type { Desk, Page } from '../site/template.ts';

/**
 * A page of the site as HTML. Astro would put it into a response, as bytes that would have to be read again: a sixth of a
 * page's time.
 *
 * @param address the page's full one
 */
export async function printPage(address: string, page: Page, desk: Desk): Promise<string> {
  const state = new FetchState(new Request(address));
  state.locals = { page, desk };
  const route = await loadRoute(state);
  const result = await state.createResult(route, state.getActionAPIContext());
  const html = await renderToString(result, route.default, {}, {}, true, state.routeData);
  if (typeof html !== 'string') throw new Error(`${address} cannot be printed`);
  return html;
}

type Route = Awaited<ReturnType<FetchState['loadComponentInstance']>>;

/** There is one route, for all pages: it is looked for once. */
let known: Route | undefined;

async function loadRoute(state: FetchState): Promise<Route> {
  return (known ??= await state.loadComponentInstance());
}
