import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoRoster } from '../../boards/desk/demo-roster.ts'
import { rekamHere } from './rekam-here.ts'

/**
 * An office with its keys in `folder/office`, and a box in `data` that is set up by it, enrolled, and has the list
 * `folder/class.csv`. More `words` go to `provision`. Gives the enrolment that the office read.
 */
export async function prepareBox(folder: string, data: string, ...words: readonly string[]) {
  const office = (name: string) => join(folder, 'office', name)
  await succeed('keygen', '--out', office(''))
  const place = ['--school', '30312345', '--key-list', office('key-list.json'), '--data', data]
  const said = await succeed('provision', ...place, ...words)
  const enrolment = said.slice(said.indexOf('{'))
  const list = ['--devices', office('devices.json'), '--authority', office('authority.key')]
  await succeed('devices', 'enrol', enrolment, ...list)
  writeFileSync(join(folder, 'class.csv'), demoRoster)
  await succeed('roster', 'import', join(folder, 'class.csv'), '--data', data)
  return JSON.parse(enrolment)
}

async function succeed(...words: readonly string[]): Promise<string> {
  const { code, out, said } = await rekamHere(...words)
  if (code !== 0) throw new Error(`${words[0]}: ${said}`)
  return out
}
