import { openMadeShelf } from '../boards/assembly/open-made-shelf.ts'

// Before each test file, in its own process.
const folder = process.env['REKAM_MADE']
if (folder !== undefined) openMadeShelf(folder)
