import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/temporary.ts',
    // Real builds and browsers on a busy machine take what they take: a limit only ends what hangs.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
