import { defineConfig } from 'vitest/config'
import { closingLine } from './gate/closing-line.ts'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['{hal,firmware,sim,boards,test}/**/*.test.ts'],
    maxWorkers: 2,
    // Whole journeys record students with grown fingers and real programs: minutes on a slow machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', closingLine()],
  },
})
