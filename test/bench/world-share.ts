import { liveSeeds } from '../world/live-seeds.ts'

const [first = '1', seeds = '1'] = process.argv.slice(2)
console.log(JSON.stringify(await liveSeeds(Number(first), Number(seeds))))
