import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { fingerPositions } from '../../firmware/core/finger-position.ts'
import { fingerPiece, pieceFile } from '../../firmware/core/piece-name.ts'
import { sealToRecipients } from '../../firmware/custody/crypto/age-file.ts'
import { encodeGreyPng } from '../../firmware/custody/packet/grey-png.ts'
import { buildPacket } from '../../firmware/custody/packet/packet.ts'
import { createNodeDisk } from '../../hal/linux/node-disk.ts'
import { createSeededRandom } from '../../sim/random/seeded-random.ts'
import { kiosks, putBatch, type StandPacket, studentId } from '../stand/intake-stand.ts'
import { intakeWords, layOutOffice } from '../stand/office-folder.ts'
import { packetManifest, packetPieces } from '../stand/packet-pieces.ts'
import type { Row } from './row.ts'

const entry = fileURLToPath(new URL('../../boards/rekam.ts', import.meta.url))

/** `rekam intake` beside a shell loop of `tar` and Debian's `age -d` over the very same files. */
export async function intake(students: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-intake-bench-'))
  const packets = await layOut(folder, students)
  const megabytes = packets.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6
  const small = await layOut(join(folder, 'small'), 10)
  const [ours, few] = [runIntake(folder), runIntake(join(folder, 'small'))]
  const peer = existsSync('/usr/bin/age') ? runLoop(folder) : undefined
  rmSync(folder, { recursive: true })
  const rate = (seconds: number) => `${(students / seconds).toFixed(1)}/s`
  return [
    {
      what: `intake, ${students} students`,
      measured: peer === undefined ? rate(ours.seconds) : `${(peer / ours.seconds).toFixed(2)} x age and tar`,
      budget: undefined,
      within: true,
      note: `${megabytes.toFixed(0)} MB in ${ours.seconds.toFixed(1)} s, ${rate(ours.seconds)}, signatures, records and flushes included; loop: ${peer === undefined ? 'no age here' : `${peer.toFixed(1)} s, ${rate(peer)}, none of these`}`,
    },
    {
      what: `intake memory, 10 and ${students} students`,
      measured: `${few.peakMegabytes.toFixed(0)} and ${ours.peakMegabytes.toFixed(0)} MB`,
      budget: undefined,
      within: true,
      note: `peak resident set, ${small.length} and ${packets.length} packets`,
    },
  ]
}

// Half a megabyte each, as a kiosk seals it: fifteen pieces for two recipients.
async function layOut(folder: string, students: number): Promise<readonly StandPacket[]> {
  mkdirSync(folder, { recursive: true })
  const identity = await generateX25519Identity()
  const recovery = await identityToRecipient(await generateX25519Identity())
  const recipients = [await identityToRecipient(identity), recovery]
  const random = createSeededRandom(4)
  const pressed = fingerPositions.map((position) => {
    const pixels = random.bytes(192 * 192)
    return [pieceFile(fingerPiece(position)), encodeGreyPng(192, 192, pixels, 508)] as const
  })
  const photo = packetPieces().find(({ name }) => name === 'face.jpg')?.bytes ?? new Uint8Array()
  const face = Buffer.concat([photo.subarray(0, -2), Buffer.alloc(120_000, 0x55), photo.subarray(-2)])
  const plain = packetPieces({ 'face.jpg': face, ...Object.fromEntries(pressed) })
  const pieces = await Promise.all(
    plain.map(async ({ name, bytes }) => ({
      name: `${name}.age`,
      bytes: await sealToRecipients(recipients, bytes),
    })),
  )
  const { v: _, pieces: __, ...facts } = packetManifest
  const packets = Array.from({ length: students }, (_none, index) =>
    buildPacket({ ...facts, id: studentId(index + 1) }, pieces, kiosks.own.key),
  )
  await putBatch(createNodeDisk(join(folder, 'mail')), packets)
  layOutOffice(folder, identity)
  return packets
}

function runIntake(folder: string): { readonly seconds: number; readonly peakMegabytes: number } {
  const words = [...intakeWords(folder, join(folder, 'out')), '--json']
  // A process that tells its own peak at its end, so that nothing has to watch it.
  const tell = `process.on('exit',()=>process.stderr.write('PEAK '+process.resourceUsage().maxRSS))`
  const preload = `data:text/javascript,${encodeURIComponent(tell)}`
  const startedMs = performance.now()
  const run = spawnSync(process.execPath, ['--import', preload, entry, ...words], { encoding: 'utf8' })
  const seconds = (performance.now() - startedMs) / 1_000
  const [batch] = JSON.parse(run.stdout).batches
  if (batch.rejected.length > 0) throw new Error('a true packet was rejected')
  return { seconds, peakMegabytes: Number(/PEAK (\d+)/.exec(run.stderr)?.[1]) / 1_024 }
}

function runLoop(folder: string): number {
  const script = `
    set -e
    cd "$1/mail"
    mkdir -p "$1/loop"
    find . -name '*.packet' | while read -r packet; do
      student="$1/loop/$(basename "$packet" .packet)"
      mkdir "$student"
      tar xf "$packet" -C "$student"
      for piece in "$student"/*.age; do age -d -i "$1/registry.identity" -o "\${piece%.age}" "$piece"; done
    done`
  const startedMs = performance.now()
  execFileSync('sh', ['-c', script, 'sh', folder], { stdio: 'inherit' })
  const seconds = (performance.now() - startedMs) / 1_000
  if (readdirSync(join(folder, 'loop')).length === 0) throw new Error('the loop opened nothing')
  return seconds
}
