import { hostPolicy } from './policy.ts';

/** Headers by their names. */
export type Headers = Readonly<Record<string, string>>;

/** What a host sends with every file, whatever it is. */
export const headersOfAll: Headers = {
  'Content-Security-Policy': hostPolicy,
  'X-Content-Type-Options': 'nosniff',
  // Other sites learn which site sent a reader, not which page.
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': [
    ...['camera', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics'].map((name) => `${name}=()`),
    // For the buttons that copy a feed's address.
    'clipboard-write=(self)',
  ].join(', '),
  // Of this host only: whether all its sub-domains are on HTTPS is not ours to say.
  'Strict-Transport-Security': 'max-age=31536000',
};

/** For feeds and data: any page may read them. Nothing on the site depends on who asks. */
export const headersOfData: Headers = { 'Access-Control-Allow-Origin': '*' };

/** For files whose name changes with their content. */
export const cacheOfHashed: Headers = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** For all others: asked for again after five minutes, and only sent again where they changed. */
export const cacheOfOthers: Headers = { 'Cache-Control': 'public, max-age=300, must-revalidate' };
