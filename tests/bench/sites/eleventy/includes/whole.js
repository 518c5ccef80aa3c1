/** What pages have in the site with all pages; nothing in the other. */
export const whole =
  process.env.BENCH_PAGES === 'all'
    ? { ...(await import('../shared/page.ts')), ...(await import('../shared/issue.ts')) }
    : undefined;
