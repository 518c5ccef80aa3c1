import { writeMovedPolicy } from './policy.ts';
import { moveScript } from './scripts.ts';

/**
 * The page at an address that an issue had before, for any host: it leads to where the issue is now. Its script keeps the
 * story that was asked for (`#name`), which a refresh would lose; without scripts the refresh leads to the issue.
 *
 * @param address the full one at which the issue is now
 * @param path the same from the root of the host, for a copy of the site at another one
 */
export function toMovedPage(address: string, path: string, language: string): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${writeMovedPolicy()}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>This issue has moved</title>',
    `<link rel="canonical" href="${address}">`,
    '<meta name="robots" content="noindex">',
    `<script>${moveScript}</script>`,
    `<noscript><meta http-equiv="refresh" content="0; url=${path}"></noscript>`,
    '</head>',
    `<body><p>This issue has moved: <a href="${path}">read it there</a>.</p></body>`,
    '</html>',
    '',
  ].join('\n');
}
