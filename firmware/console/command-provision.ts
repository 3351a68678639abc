import { type Command, InvalidArgumentError } from 'commander'
import { inOrder } from '../../hal/contract/in-order.ts'
import { type KeyList, readKeyList } from '../custody/crypto/key-list.ts'
import { documentBytes, type SignedDocument } from '../custody/crypto/signed-document.ts'
import { readSigningKey } from '../custody/crypto/signing-key.ts'
import type { StateFault } from '../custody/document/durable-adapter.ts'
import { activeKeyList } from '../exchange/downlink/active-key-list.ts'
import { inFolder } from '../exchange/stick/stick-layout.ts'
import type { Host } from '../kiosk/host.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { enrolmentHere } from '../service/provisioning/enrolment-here.ts'
import { forgetOrder } from '../service/provisioning/kept-order.ts'
import { hidePin } from '../service/provisioning/pin-guard.ts'
import {
  anyBlankBox,
  type ProvisioningOrder,
  provisioningOrderName,
  provisioningOrderSchema,
  signProvisioningOrder,
  siteOfOrder,
} from '../service/provisioning/provisioning-order.ts'
import { type Site, unlockWays } from '../service/provisioning/site.ts'
import { openSite, saveSite } from '../service/provisioning/site-document.ts'
import { switchSchool } from '../service/provisioning/switch-school.ts'
import { enrolmentWords } from './command-keys.ts'
import { listFaultWords } from './describe-list-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readText } from './files.ts'
import { openData } from './open-data.ts'
import { readSigned, writeSigned } from './signed-file.ts'
import { withFolder } from './with-folder.ts'

interface ProvisionOptions {
  readonly school: string
  readonly letter: string
  readonly zone?: string
  readonly attendance?: string
  readonly registry?: string
  readonly window?: readonly string[]
  readonly megabytesPerDay?: number
  readonly share?: number
  readonly attendantPin?: AttendantPin
  readonly after?: number
  readonly schoolPage?: string
  readonly replaces?: string
  readonly unlock?: readonly UnlockWay[]
  readonly keyList: string
  readonly data: string
  readonly stick?: string
  readonly device?: string
  readonly signingKey?: string
}

export function addProvision(program: Command, world: Host, done: (code: ExitCode) => void): void {
  program
    .command('provision')
    .description('memasang kotak untuk satu sekolah: yang ini, atau yang lain lewat stik')
    .requiredOption('--school <npsn>', 'NPSN, 8 angka')
    .requiredOption('--key-list <berkas>', 'key-list.json dari Dukcapil, dengan key-list.sig di sampingnya')
    .option('--letter <huruf>', 'huruf nomor antrean', 'A')
    .option('--zone <nama>', 'zona waktu sekolah, bawaan Asia/Makassar')
    .option('--attendance <siapa>', 'none, teacher atau officer: siapa yang mendampingi')
    .option('--registry <url>', 'alamat penerima, diakhiri garis miring')
    .option('--window <jam...>', 'jam boleh mengirim, misalnya 16:00-07:00; tanpa ini selalu')
    .option('--megabytes-per-day <angka>', 'batas data sehari, dua arah', Number)
    .option('--share <persen>', 'bagian jaringan yang boleh dipakai, 5 sampai 100', Number)
    .option(
      '--attendant-pin <pin>',
      'PIN petugas: 6 angka (hanya untuk kotak ini), ask (dipilih di layar kios), atau none; tanpa ini tetap',
      readPin,
    )
    .option(
      '--school-page <url>',
      'alamat papan antrean di jaringan sekolah, misalnya http://192.168.1.20:8081/',
    )
    .option(
      '--unlock <cara...>',
      'kunci daftar siswa di kartu: stick (stik kunci dan PIN; bawaan), office, element, atau none (terbaca siapa saja)',
      readUnlock,
    )
    .option('--replaces <kios>', 'kotak mati atau hilang yang digantikan kotak ini')
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option('--stick <folder>', 'menulis stik pemasangan di sini, bukan memasang kotak ini')
    .option('--signing-key <berkas>', 'untuk stik: kunci tanda terima Dukcapil')
    .option('--device <kios>', 'untuk stik: hanya kotak ini; tanpa ini kotak baru mana saja')
    .option(
      '--after <nomor>',
      'untuk stik: nomor perintah yang berlaku di kotak, bila kotak menolak yang baru',
      readNumber,
    )
    .action(async (options: ProvisionOptions) => done(await provision(world, options)))
}

async function provision(world: Host, options: ProvisionOptions): Promise<ExitCode> {
  const document = await readSigned(world, options.keyList)
  if (!document.ok) return refuse(world, `${options.keyList}: berkas atau tanda tangannya tidak ditemukan`)
  const { attendantPin, unlock = ['stick'] } = options
  if (typeof attendantPin === 'object' && unlock.includes('stick'))
    return refuse(
      world,
      'PIN kotak yang terkunci dipilih di layarnya: --attendant-pin ask, atau --unlock none.',
    )
  const givenMs = Math.trunc(world.clock.wallMs())
  const order = provisioningOrderSchema.safeParse({
    v: 1,
    device: options.device ?? anyBlankBox,
    number: options.after === undefined ? givenMs : options.after + 1,
    givenMs,
    school: options.school,
    letter: options.letter,
    zone: options.zone,
    attendance: options.attendance,
    registryUrl: options.registry,
    link: linkOf(options),
    attendantPin: attendantPinOf(options.attendantPin, unlock),
    schoolPage: options.schoolPage,
    unlock,
    replaces: options.replaces,
  })
  if (!order.success) {
    world.say('NPSN, huruf, zona, alamat, jam, batas atau kios tidak benar. Tidak ada yang diubah.')
    return exit.usage
  }
  return options.stick === undefined
    ? withFolder(world, options.data, () => setHere(world, options, document.value, order.data))
    : writeStick(world, options, document.value, order.data)
}

async function setHere(
  world: Host,
  { data, keyList: path, attendantPin }: ProvisionOptions,
  document: SignedDocument,
  order: ProvisioningOrder,
): Promise<ExitCode> {
  const opened = await openData(world, { data })
  if (!opened.ok) return refuse(world, `${data}: tidak terbaca. Tidak ada yang diubah.`)
  const disk = opened.value
  const before = await openSite(disk)
  // Settings that are damaged beyond repair are made anew here; a medium that cannot be read now is no damage.
  if (!before.ok && before.fault.kind !== 'damaged')
    return refuse(world, `${data}: site.json tidak terbaca. Tidak ada yang diubah.`)
  const known = before.ok ? before.value : undefined
  const current = known && (await activeKeyList(disk, known))
  if (current && !current.ok) return refuse(world, `${data}: daftar kunci tidak terbaca.`)
  const keyList = readNext(world, path, current?.value.list, document)
  if (!keyList) return exit.fault
  const identity = await openDeviceKey(disk, world.entropy)
  const site = await withPin(siteOfOrder(order, keyList, known), attendantPin)
  const settled = await inOrder<StateFault>([
    () => forgetOrder(disk),
    () => saveSite(disk, site),
    // At once, so that what is done next, such as taking in a class list, is done for this school.
    () => switchSchool(disk, site),
  ])
  if (!identity.ok || !settled.ok) return refuse(world, 'Tidak dapat menyimpan.')
  const enrolment = await enrolmentHere(disk, identity.value, order.school, order.replaces)
  world.print(`Terpasang. ${enrolmentWords(documentBytes(enrolment))}`)
  return exit.done
}

async function writeStick(
  world: Host,
  { stick, device, signingKey, keyList: path, attendantPin }: ProvisionOptions,
  document: SignedDocument,
  order: ProvisioningOrder,
): Promise<ExitCode> {
  const list = readNext(world, path, undefined, document)
  if (!list) return exit.fault
  if (attendantPin !== undefined && attendantPin !== 'ask' && attendantPin !== 'none')
    return refuse(
      world,
      'PIN tidak ditulis di stik: enam angka bisa ditebak. Pakai --attendant-pin ask; kotak menanyakannya.',
    )
  const pem = signingKey === undefined ? undefined : await readText(world, signingKey)
  const key = pem?.ok ? readSigningKey(pem.value) : undefined
  if (!key) return refuse(world, 'Stik perlu --signing-key: kunci tanda terima Dukcapil (receipt.key).')
  if (!list.receiptKeys.some(({ publicKey }) => publicKey === key.publicKey))
    return refuse(world, `${signingKey}: kunci ini tidak ada di ${path}. Kotak tidak akan percaya.`)
  const folder = `${stick}/${inFolder}`
  const listed = await writeSigned(world, `${folder}/key-list.json`, document)
  const name = provisioningOrderName(device)
  const ordered = listed.ok
    ? await writeSigned(world, `${folder}/${name}`, signProvisioningOrder(order, key))
    : listed
  if (!ordered.ok) return refuse(world, `${stick}: tidak tersimpan (${ordered.fault.kind})`)
  world.print(
    device === undefined
      ? 'Stik siap. Masukkan ke kotak baru; ia memasang diri, lalu menulis pendaftarannya di stik ini.'
      : `Stik siap untuk ${device}. Masukkan saat kios menyala; datanya untuk sekolah lama tetap tersimpan.`,
  )
  return exit.done
}

function readNext(
  world: Host,
  path: string,
  current: KeyList | undefined,
  document: SignedDocument,
): KeyList | undefined {
  const list = readKeyList(current, document)
  if (list.ok) return list.value
  world.say(`${path}: ${listFaultWords(list.fault)} Tidak ada yang diubah.`)
  return undefined
}

/** `ask` and `none` as in an order; or the six digits, for the box at hand. */
type AttendantPin = 'ask' | 'none' | { readonly digits: string }

function readPin(text: string): AttendantPin {
  if (text === 'ask' || text === 'none') return text
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('PIN harus 6 angka, ask atau none.')
  return { digits: text }
}

// A box that is locked by a PIN has one; it is chosen with the key stick.
function attendantPinOf(
  pin: AttendantPin | undefined,
  unlock: readonly UnlockWay[],
): ProvisioningOrder['attendantPin'] {
  if (typeof pin === 'string') return pin
  return unlock.includes('stick') ? 'ask' : 'keep'
}

async function withPin(site: Site, pin: AttendantPin | undefined): Promise<Site> {
  return typeof pin === 'object' ? { ...site, attendantPin: await hidePin(pin.digits) } : site
}

type UnlockWay = (typeof unlockWays)[number]

function readUnlock(word: string, before: readonly UnlockWay[] = []): readonly UnlockWay[] {
  if (word === 'none') return []
  const way = unlockWays.find((one) => one === word)
  if (!way) throw new InvalidArgumentError(`harus ${unlockWays.join(', ')}, atau none.`)
  return [...before, way]
}

function readNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('harus angka.')
  return number
}

// A setting that is not given stays open: always, and without limit.
function linkOf({ window, megabytesPerDay, share }: ProvisionOptions) {
  return {
    windows: (window ?? []).map((hours) => {
      const [from = '', to = ''] = hours.split('-')
      return { from, to }
    }),
    ...(megabytesPerDay !== undefined && { bytesPerDay: Math.round(megabytesPerDay * 1e6) }),
    ...(share !== undefined && { sharePercent: share }),
  }
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
