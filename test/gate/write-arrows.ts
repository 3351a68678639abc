import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { staleArrowFiles } from './arrow-files.ts'

// Brings the linter's rules, the compiler's projects and the READMEs in line with the table of wings.
const root = fileURLToPath(new URL('../..', import.meta.url))
for (const [name, text] of staleArrowFiles(root)) writeFileSync(join(root, name), text)
