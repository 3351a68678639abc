import { fileURLToPath } from 'node:url'
import { houseFaults } from './house.ts'

const faults = houseFaults(fileURLToPath(new URL('../..', import.meta.url)))
for (const fault of faults) console.error(fault)
process.exitCode = faults.length === 0 ? 0 : 1
