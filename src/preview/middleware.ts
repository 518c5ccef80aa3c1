import type { MiddlewareHandler } from 'astro';
import { findShelf } from './shelf.ts';

/** Gives the route of all pages the page at the address that a browser asks a preview for. */
export const onRequest: MiddlewareHandler = ({ locals, url }, next) => {
  const shelf = findShelf();
  const path = decodeURI(url.pathname).slice(import.meta.env.BASE_URL.replace(/\/?$/, '/').length);
  if (shelf) Object.assign(locals, shelf.open(path));
  return next();
};
