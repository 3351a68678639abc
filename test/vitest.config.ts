import { defineConfig } from 'vitest/config'
import { closingLine } from './gate/closing-line.ts'

// Whole journeys record students with grown fingers and real programs: minutes on a slow machine.
const everydayMs = 120_000
const longMs = 30 * 60_000

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['{hal,firmware,sim,boards,test}/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: process.env['REKAM_FUZZ'] === 'long' ? longMs : everydayMs,
    hookTimeout: everydayMs,
    reporters: ['default', closingLine()],
  },
})
