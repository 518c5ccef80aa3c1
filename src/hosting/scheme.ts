/**
 * The one script that stands inside every page: it takes up a remembered choice of light or dark before anything is painted,
 * so that the page never flashes. The same text everywhere: one hash in the policy allows it, and no other.
 */
export const schemeScript = `try {
  const scheme = localStorage.getItem('dateline:scheme');
  if (scheme) document.documentElement.dataset.scheme = scheme;
} catch {}`;
