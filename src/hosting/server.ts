import type { Site } from '../urls.ts';
import type { Move } from './redirects.ts';

/** What the configuration of a web server is made from. */
export interface ServerFacts {
  /** Of the newsletter. */
  id: string;
  site: Site;
  moves: readonly Move[];
  /** The addresses of what is no more. */
  gone: readonly string[];
  /** The folder of the site's files on the server. */
  root: string;
  /** Where it listens; without it, where readers come to by the site's address. */
  listen?: string | undefined;
}

/** The folder of hashed files. */
export const hashedFolder = '_astro/';
