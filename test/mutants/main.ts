import { parseArgs } from 'node:util'
import { allMutants, sampleOf } from './choose-mutants.ts'
import { askedTests } from './rooms.ts'
import { survey } from './survey.ts'
import { tableOf } from './table.ts'
import { onlySociable, tryAll } from './try-all.ts'

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
    workers: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
})

const began = performance.now()
const minutes = () => `${((performance.now() - began) / 60_000).toFixed(1)} minutes`

const { candidates, findings } = allMutants()
const asked = candidates.filter(({ mutant }) => mutant.file.includes(values.only))
const tried = values.all ? asked : sampleOf(asked, Number(values.sample), Number(values.seed))
const surveyed = await onlySociable(await survey(askedTests, findings))
console.error(`${surveyed.surveyed.length} test files looked through: ${minutes()}`)

const outcomes = await tryAll(surveyed, tried, Number(values.workers), ({ mutant, was }, done) =>
  console.error(`${done}/${tried.length} ${was} ${mutant.file}:${mutant.line}  ${mutant.change}`),
)
console.log(tableOf(outcomes))
for (const test of surveyed.failing) console.log(`fails without a mutant, not asked: ${test}`)
const which = values.all ? '' : `, seed ${values.seed}`
console.log(`\n${tried.length} of ${asked.length} mutants${which}: ${minutes()}`)
process.exit()
