import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { createLog } from '../../firmware/core/log/log.ts'
import { schoolDay } from '../../firmware/core/school-day.ts'
import type { KeyList } from '../../firmware/custody/crypto/key-list.ts'
import { Kiosk } from '../../firmware/kiosk/kiosk.ts'
import type { KioskParts } from '../../firmware/kiosk/kiosk-parts.ts'
import { openStores } from '../../firmware/kiosk/kiosk-stores.ts'
import { importRoster } from '../../firmware/school/roster/import-roster.ts'
import { openRosterStore } from '../../firmware/school/roster/roster-store.ts'
import { type Site, siteSchema } from '../../firmware/service/provisioning/site.ts'
import { type BoardFacts, unknownFacts } from '../../hal/contract/board-facts.ts'
import type { ButtonName } from '../../hal/contract/buttons.ts'
import type { Clock } from '../../hal/contract/clock.ts'
import type { Disk } from '../../hal/contract/disk.ts'
import type { Entropy } from '../../hal/contract/entropy.ts'
import type { LampPattern } from '../../hal/contract/indicator.ts'
import { unknownLink } from '../../hal/contract/link-status.ts'
import { err, ok } from '../../hal/contract/result.ts'
import { FaceFinderTwin } from '../../sim/face/face-finder-twin.ts'
import { VoiceTwin } from '../../sim/voice/voice-twin.ts'
import { registryKey, standIdentity } from './spool-stand.ts'
import { createTestCamera, createTestCodeReader, createTestScanner } from './stand-parts.ts'

/** Made-up pupils: three that may be recorded, one without consent, one too young. */
export const pupils = {
  siti: { name: 'SITI AMINAH', nik: '6311064611090001', nisn: '0091234999', born: '06112009' },
  fauzan: { name: 'AHMAD FAUZAN', nik: '6311011203100002', nisn: '0101234568', born: '12032010' },
  rahmah: { name: 'RAHMAH', nik: '6311025909100005', nisn: '0101234571', born: '19092010' },
  hairul: { name: 'HAIRUL ANWAR', nik: '6311052704100006', nisn: '0101234572', born: '27042010' },
  jumiati: { name: 'JUMIATI', nik: '6311036803110007', nisn: '0111234573', born: '28032011' },
} as const

const classList = `Nama Lengkap;NIK;NISN;L/P;Tempat, Tgl Lahir;Kelas;Izin Orang Tua;Sudah Rekam?
SITI AMINAH;6311064611090001;0091234999;P;Paringin, 06-11-2009;XII IPA 1;ada;belum
AHMAD FAUZAN;6311011203100002;0101234568;L;Juai, 12-03-2010;XI IPS 2;ada;belum
RAHMAH;6311025909100005;0101234571;P;Halong, 19-09-2010;X B;ada;belum
HAIRUL ANWAR;6311052704100006;0101234572;L;Lampihong, 27-04-2010;XI IPS 2;belum;belum
JUMIATI;6311036803110007;0111234573;P;Awayan, 28-03-2011;X B;ada;belum
`

/** Fills the roster of a new disk, as the attendant does before the first day; may be done again. */
export async function importClassList(clock: Clock, disk: Disk): Promise<void> {
  const store = await openRosterStore(disk)
  if (!store.ok) throw new Error(`no roster: ${store.fault.kind}`)
  const known = store.value.all()
  const imported = await importRoster('kelas.csv', Buffer.from(classList), { clock, entropy, known })
  if (!imported.ok) throw new Error(imported.fault.reason)
  const saved = await store.value.save(imported.value.students)
  if (!saved.ok) throw new Error(`roster not saved: ${saved.fault.kind}`)
}

/** Replacements for stand-ins. */
export interface TestParts {
  /** The code that is held before the camera. */
  readonly code?: string
  readonly parts?: Partial<KioskParts>
}

/** A kiosk over stand-ins: every finger is on the scanner as soon as it is asked for. */
export async function openTestKiosk(
  clock: Clock,
  disk: Disk,
  changes: Partial<KeyList> = {},
  facts: Partial<BoardFacts> = {},
  { code, parts: others, ...more }: Partial<Site> & TestParts = {},
) {
  const camera = createTestCamera()
  const lamps: LampPattern[] = []
  const logged: string[] = []
  const pressed: ((button: ButtonName) => void)[] = []
  const voice = new VoiceTwin(clock)
  const parts: KioskParts = {
    clock,
    entropy,
    disk,
    http: { send: async () => err({ kind: 'unreachable', detail: '' }) },
    openScanner: async () => ok(createTestScanner({ eager: true })),
    camera,
    faces: new FaceFinderTwin(),
    codes: createTestCodeReader(code),
    indicator: {
      lights: ['red', 'green', 'blue'],
      lamp: (lamp) => lamps.push(lamp),
      buzzer: () => undefined,
      close: () => undefined,
    },
    buttons: { onPress: (listener) => void pressed.push(listener), close: () => undefined },
    voice,
    link: { hint: async () => unknownLink },
    facts: { ...unknownFacts, ...facts },
    log: createLog(({ event }) => logged.push(event)),
    software: '0',
    ...others,
  }
  const site = { ...(await openSite(changes)), ...more }
  const stores = await openStores(disk, site, standIdentity, schoolDay(clock.wallMs(), site.zone), clock)
  if (!stores.ok) throw new Error(`stores not opened: ${stores.fault.kind}`)
  const kiosk = new Kiosk(parts, site, standIdentity, stores.value)
  const press = (button: ButtonName) => {
    for (const listener of pressed) listener(button)
  }
  return { kiosk, camera, lamps, logged, voice, press }
}

async function openSite(changes: Partial<KeyList>): Promise<Site> {
  const recipients = [await identityToRecipient(await generateX25519Identity())]
  const key = { alg: 'Ed25519', publicKey: registryKey.publicKey }
  const keyList = {
    v: 1,
    number: 1,
    authority: key,
    recipients,
    receiptKeys: [key],
    revoked: [],
    minimumSoftware: '0.0.0',
    ...changes,
  }
  return siteSchema.parse({ v: 1, school: '30312345', letter: 'A', keyList })
}

let drawn = 0
const entropy: Entropy = {
  bytes: (count) => {
    drawn += 1
    return Uint8Array.from({ length: count }, (_, at) => (drawn * 31 + at * 7) & 0xff)
  },
}
