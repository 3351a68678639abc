import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { closingLine } from './gate/closing-line.ts'
import { LongestFirst } from './longest-first.ts'
import { madeFolder } from './made-folder.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

// Whole journeys record students with grown fingers and real programs: minutes on a slow machine.
const everydayMs = 120_000
const longMs = 30 * 60_000

const rooms = ['{hal,firmware,sim,boards}/**/*.test.ts']

// These count what their process holds, or put stand-ins before the files and the clock of Node.
const apart = ['test/contract/**/*.test.ts', 'test/flow/raspberry-pi.test.ts']

export default defineConfig({
  test: {
    // One more than there are cores: some files wait for real time, most for a core.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', closingLine()],
    projects: [
      // A process of its own for each of these takes longer than most of them.
      { extends: true, test: { name: 'rooms', include: rooms, isolate: false } },
      {
        extends: true,
        test: { name: 'journeys', include: ['test/**/*.test.ts'], exclude: apart, isolate: false },
      },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
    root,
    setupFiles: ['test/open-shelf.ts'],
    testTimeout: process.env['REKAM_FUZZ'] === 'long' ? longMs : everydayMs,
    hookTimeout: everydayMs,
    env: {
      // Hundreds of commands are started, each of which would compile the same house again: 0.6 s instead of 1.
      NODE_COMPILE_CACHE: join(tmpdir(), 'rekam-compiled'),
      // Each process would grow the same fingers and draw the same portraits again: 0.5 s a finger, 1 s a still.
      REKAM_MADE: madeFolder(root),
    },
  },
})
