import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['{hal,firmware,sim,boards,test}/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
  },
})
