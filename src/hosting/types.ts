import path from 'node:path';

/** The media type of a file by its name, as hosts should serve it. */
export function typeOf(file: string): string {
  return mediaTypes[path.posix.extname(file)] ?? 'application/octet-stream';
}

/**
 * The media types of the site's files, and of those that owners add, by the ends of their names. A file that ends in `.xml`
 * is what hosts call it: a browser shows such a feed with its style, but a `rss+xml` as raw text.
 */
export const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.opml': 'text/x-opml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/vnd.microsoft.icon',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
};

/** The ends of names of feeds and data, which any page may read. */
export const dataEnds = ['.xml', '.json', '.opml', '.md', '.txt'];
