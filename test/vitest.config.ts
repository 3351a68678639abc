import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
    // Hundreds of commands are started, each of which would compile the same house again: 0.6 s instead of 1.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'rekam-compiled') },
    reporters: ['default', closingLine()],
  },
})
