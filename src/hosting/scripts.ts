/**
 * The one script that stands inside every page: it takes up a remembered choice of light or dark before anything is painted,
 * so that the page never flashes. The same text everywhere: one hash in the policy allows it, and no other.
 */
export const schemeScript = `try {
  const scheme = localStorage.getItem('dateline:scheme');
  if (scheme) document.documentElement.dataset.scheme = scheme;
} catch {}`;

/**
 * The script of a page at an address that an issue had before: it keeps the story that was asked for (`#name`), which a
 * refresh would lose. The same text on each such page, too: the new address is in the page.
 */
export const moveScript = `addEventListener('DOMContentLoaded', () => {
  const link = document.querySelector('a');
  if (link) location.replace(link.href + location.hash);
});`;
