import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256Hex } from '../../firmware/core/hash.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { putBatch } from '../stand/intake-stand.ts'
import { intakeWords, layOutOffice } from '../stand/office-folder.ts'
import { hostileBatch, hostilePacket } from '../vectors/hostile.ts'
import { vectorIdentity } from '../vectors/vector-files.ts'
import { packetOf, text, wholeManifest } from '../vectors/vector-parts.ts'
import type { Row } from './row.ts'

const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

/** What a registry says of packets and batches that no page allows, all signed by an enrolled kiosk where they are signed. */
export async function hostile(packets: number, batches: number): Promise<Row[]> {
  const random = createSeededRandom(17)
  const folder = mkdtempSync(join(tmpdir(), 'rekam-hostile-'))
  const bad = Array.from({ length: packets }, (_, number) => hostilePacket(random, number + 1))
  const unique = [...new Map(bad.map((bytes) => [sha256Hex(bytes), bytes]))]
  const mail = join(folder, 'packets/mail')
  await putBatch(
    createNodeDisk(mail),
    unique.map(([sha256, bytes]) => ({ sha256, bytes })),
  )
  const judged = run(join(folder, 'packets'))
  const whole = packetOf(text(wholeManifest()))
  for (let number = 0; number < batches; number += 1) {
    const { manifest, signature } = hostileBatch(random, [whole])
    const place = join(folder, 'batches/mail', String(number))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'batch.json'), manifest)
    writeFileSync(join(place, 'batch.sig'), signature)
    writeFileSync(join(place, `${sha256Hex(whole)}.packet`), whole)
  }
  const told = run(join(folder, 'batches'))
  rmSync(folder, { recursive: true })
  const [answer] = judged.batches
  const taken = told.batches.filter(({ fault }) => fault === undefined)
  const places = new Set(told.batches.map(({ place }) => place))
  return [
    {
      what: `${unique.length} hostile packets`,
      measured: `${answer?.accepted ?? -1} taken`,
      budget: '0',
      within: answer?.accepted === 0 && answer.rejected?.length === unique.length,
      note: `${answer?.rejected?.length ?? 0} refused (${reasons(answer?.rejected?.map(({ reason }) => reason) ?? [])}), exit ${judged.code}, ${judged.peakMegabytes} MB at most`,
    },
    {
      what: `${batches} hostile batches`,
      measured: `${taken.length} taken, ${batches - places.size} silent`,
      budget: '0, 0',
      within: taken.length === 0 && places.size === batches,
      note: `${reasons(told.batches.map(({ fault }) => fault?.kind ?? 'taken'))}, exit ${told.code}, ${told.peakMegabytes} MB at most`,
    },
  ]
}

interface Told {
  readonly place: string
  readonly fault?: { readonly kind: string }
  readonly accepted?: number
  readonly rejected?: readonly { readonly reason: string }[]
}

function run(folder: string): {
  readonly batches: readonly Told[]
  readonly code: number | null
  readonly peakMegabytes: number
} {
  layOutOffice(folder, vectorIdentity)
  const words = [...intakeWords(folder, join(folder, 'out')), '--json']
  const tell = `process.on('exit',()=>process.stderr.write('PEAK '+process.resourceUsage().maxRSS))`
  const preload = `data:text/javascript,${encodeURIComponent(tell)}`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', preload, entry, ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const peakMegabytes = Math.round(Number(/PEAK (\d+)/.exec(stderr)?.[1]) / 1_024)
  return { batches: JSON.parse(stdout).batches, code: status, peakMegabytes }
}

function reasons(words: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => `${word} ${count}`).join(', ')
}
