import { beforeEach, expect, test } from 'vitest'
import { createHandClock, type HandClock } from '../../../sim/clock/hand-clock.ts'
import { MemoryDisk } from '../../../sim/disk/memory-disk.ts'
import { importClassList, openTestKiosk } from '../../../test/stand/open-test-kiosk.ts'
import { until } from '../../../test/stand/until.ts'
import type { Kiosk } from '../../kiosk/kiosk.ts'
import { reportPath } from '../../service/diagnostics/diagnostics-report.ts'
import { hidePin } from '../../service/provisioning/pin-guard.ts'
import type { Intent } from '../model/intent.ts'

const pin = await hidePin('246810')

let clock: HandClock
let disk: MemoryDisk
let kiosk: Kiosk
let lamps: readonly { readonly colour: string }[]
let pressHelp: () => void

const tap = async (intent: Intent) => {
  if (!kiosk.request({ screen: kiosk.screen.serial, intent }))
    throw new Error(`${intent.type} is not offered`)
}
const sees = (title: string) => until(title, () => kiosk.screen.title === title)

beforeEach(async () => {
  clock = createHandClock()
  disk = new MemoryDisk()
  await importClassList(clock, disk)
  const opened = await openTestKiosk(clock, disk, {}, {}, { attendantPin: pin })
  kiosk = opened.kiosk
  lamps = opened.lamps
  pressHelp = () => opened.press('help')
  await tap({ type: 'attend' })
  await tap({ type: 'enter-pin', digits: '246810' })
  await sees('Menu petugas')
  await tap({ type: 'examine' })
})

test('the attendant is led through it, and takes a code away; the report is kept', async () => {
  await sees('Apakah lampunya merah?')
  expect(lamps.at(-1)).toEqual({ colour: 'red', rhythm: 'steady' })
  await tap({ type: 'say-yes' })
  await sees('Apakah lampunya hijau?')
  expect(lamps.at(-1)).toEqual({ colour: 'green', rhythm: 'steady' })
  await tap({ type: 'say-yes' })
  await sees('Apakah lampunya biru?')
  await tap({ type: 'say-no' })
  await sees('Terdengar dua bunyi pendek?')
  await tap({ type: 'say-yes' })
  await sees('Terdengar suara orang?')
  await tap({ type: 'say-yes' })
  await sees('Tekan tombol bantuan')
  pressHelp()
  await sees('1 bagian perlu diperbaiki')
  expect(kiosk.screen.lines).not.toContain('Petugas sudah dipanggil.')
  expect(kiosk.screen.body).toMatchObject({ kind: 'qr' })
  await tap({ type: 'turn-page', page: 1 })
  expect([kiosk.screen.title, kiosk.screen.lines[0]]).toEqual([
    'Lampu',
    'Lampu biru tidak menyala. Periksa kabelnya di diagram: rekam board wiring.',
  ])
  expect(kiosk.screen.lines[1]).toMatch(/^Kode untuk telepon: \w{3} \w{3}$/)
  const kept = await disk.read(reportPath)
  expect(kept.ok && JSON.parse(Buffer.from(kept.value).toString()).findings.length).toBeGreaterThan(15)
  await tap({ type: 'go-on' })
  await sees('Menu petugas')
})

test('whoever goes back stops it, and the next press of the button calls for help again', async () => {
  await sees('Apakah lampunya merah?')
  await tap({ type: 'back' })
  await sees('Menu petugas')
  await clock.advance(60_000)
  expect(kiosk.screen.title).not.toMatch(/lampu|bagian/)
  pressHelp()
  expect(kiosk.screen.lines).toContain('Petugas sudah dipanggil.')
})

test('nobody can begin a visit meanwhile, and everybody afterwards', async () => {
  await sees('Apakah lampunya merah?')
  expect(kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } })).toBe(false)
  await clock.advance(400_000)
  await sees('Rekam KTP-el di sekolah')
  expect(kiosk.request({ screen: kiosk.screen.serial, intent: { type: 'take-ticket' } })).toBe(true)
})
