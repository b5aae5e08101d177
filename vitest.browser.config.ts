import { defineConfig } from 'vitest/config'

/** Slow checks in a real browser: `npx vitest run -c vitest.browser.config.ts`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
})
