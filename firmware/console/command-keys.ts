import type { Command } from 'commander'
import encodeQr from 'qr'
import { documentBytes } from '../custody/crypto/signed-document.ts'
import type { Spool } from '../custody/spool/spool.ts'
import { activeKeyList } from '../exchange/downlink/active-key-list.ts'
import { openActiveKeys } from '../exchange/downlink/active-keys.ts'
import { takeNeighbourList } from '../exchange/downlink/neighbour-list.ts'
import type { Host } from '../kiosk/host.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { enrolmentHere } from '../service/provisioning/enrolment-here.ts'
import { openSite } from '../service/provisioning/site-document.ts'
import { keysLostWords, notTakenWords } from './describe-list-fault.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { openData } from './open-data.ts'
import { makeRegistryKeys, storeRegistryKeys } from './registry-keys.ts'
import { readSigned } from './signed-file.ts'
import { withFolder } from './with-folder.ts'
import { withSpool } from './with-spool.ts'

interface DataOption {
  readonly data: string
  readonly json?: boolean
}

export function addKeys(program: Command, world: Host, done: (code: ExitCode) => void): void {
  program
    .command('keygen')
    .description(
      'membuat kunci Dukcapil: identitas age, pemulihan, kunci tanda terima, kunci induk, dua daftar',
    )
    .requiredOption('--out <folder>', 'folder baru untuk kunci')
    .action(async ({ out }: { out: string }) => done(await keygen(world, out)))
  const keys = program.command('keys').description('kunci kios ini dan daftar kunci Dukcapil')
  const data = ['--data <folder>', 'tempat semua data kios', 'data'] as const
  keys
    .command('show')
    .description('kode QR untuk mendaftarkan kios ini, dan daftar kunci yang berlaku')
    .option(...data)
    .option('--json', 'satu dokumen JSON di keluaran')
    .action(async (options: DataOption) => done(await show(world, options)))
  keys
    .command('update <berkas>')
    .description('memakai daftar kunci yang lebih baru (key-list.json, dengan key-list.sig di sampingnya)')
    .option(...data)
    .action(async (file: string, options: DataOption) =>
      done(await withSpool(world, options.data, (spool) => update(world, spool, file))),
    )
  keys
    .command('neighbours <berkas>')
    .description('memakai daftar kios (devices.json) untuk mengecek tanda terima siswa dari kios lain')
    .option(...data)
    .action(async (file: string, options: DataOption) =>
      done(await withFolder(world, options.data, () => neighbours(world, file, options))),
    )
}

// Other kiosks' keys, so that this one can check their students' receipts.
async function neighbours(world: Host, file: string, { data }: DataOption): Promise<ExitCode> {
  const opened = await openData(world, { data })
  if (!opened.ok) return refuse(world, `${data}: kunci tidak terbaca.`)
  const disk = opened.value
  const site = await openSite(disk)
  if (!site.ok || !site.value) return refuse(world, `${data}: kios ini belum dipasang (rekam provision).`)
  const keyList = await activeKeyList(disk, site.value)
  if (!keyList.ok) return refuse(world, `${data}: daftar kunci tidak terbaca (${keyList.fault.kind}).`)
  const document = await readSigned(world, file)
  if (!document.ok) return refuse(world, `${file}: berkas atau tanda tangannya tidak ditemukan`)
  const { list, lost } = keyList.value
  if (lost !== undefined) return refuse(world, keysLostWords(lost))
  const next = await takeNeighbourList(disk, list, document.value)
  if (!next.ok) return refuse(world, notTakenWords(file, next.fault))
  world.print(`Daftar kios nomor ${next.value.number}: ${next.value.devices.length} kios`)
  return exit.done
}

async function keygen(world: Host, out: string): Promise<ExitCode> {
  const disk = world.openDisk(out)
  const listed = await disk.list('.')
  if (listed.ok && listed.value.length > 0) {
    world.say(`${out} tidak kosong. Kunci lama tidak ditimpa.`)
    return exit.usage
  }
  const stored = await storeRegistryKeys(disk, await makeRegistryKeys(world.entropy))
  if (!stored.ok) return refuse(world, `Kunci tidak tersimpan: ${stored.fault.kind}`)
  world.print(
    `Kunci dibuat di ${out}. Simpan recovery.identity dan authority.key di tempat lain, tanpa jaringan. ` +
      'Untuk kios hanya key-list.json dan key-list.sig.',
  )
  return exit.done
}

async function show(world: Host, { data, json }: DataOption): Promise<ExitCode> {
  const opened = await openData(world, { data })
  if (!opened.ok) return refuse(world, `${data}: kunci tidak terbaca.`)
  const disk = opened.value
  const site = await openSite(disk)
  if (!site.ok || !site.value) return refuse(world, `${data}: kios ini belum dipasang (rekam provision).`)
  const identity = await openDeviceKey(disk, world.entropy)
  const keyList = await activeKeyList(disk, site.value)
  if (!identity.ok || !keyList.ok) return refuse(world, `${data}: kunci tidak terbaca.`)
  const enrolment = await enrolmentHere(disk, identity.value, site.value.school, site.value.replaces)
  const { list, lost } = keyList.value
  const { number, recipients, receiptKeys, revoked, minimumSoftware } = list
  const isRevoked = revoked.includes(enrolment.device)
  if (json) {
    world.print(
      JSON.stringify({
        ...enrolment,
        revoked: isRevoked,
        lost,
        keyList: { number, recipients, receiptKeys, minimumSoftware },
      }),
    )
    return exit.done
  }
  world.print(enrolmentWords(documentBytes(enrolment)))
  world.print(
    `Daftar kunci nomor ${number}: ${recipients.length} penerima, ${receiptKeys.length} kunci tanda terima`,
  )
  if (lost !== undefined) world.print(keysLostWords(lost))
  if (isRevoked) world.print('Kios ini sudah dicabut. Hubungi Dukcapil.')
  return exit.done
}

/** The text that an officer scans, or copies, to enrol a kiosk. It comes last. */
export function enrolmentWords(enrolment: Uint8Array): string {
  const text = Buffer.from(enrolment).toString()
  return `Daftarkan kios ini di Dukcapil (pindai, atau salin baris terakhir):\n${encodeQr(text, 'ascii')}\n${text}`
}

async function update(world: Host, spool: Spool, file: string): Promise<ExitCode> {
  const { disk } = spool
  const site = await openSite(disk)
  if (!site.ok || !site.value) return refuse(world, 'Kios ini belum dipasang (rekam provision).')
  const document = await readSigned(world, file)
  if (!document.ok) return refuse(world, `${file}: berkas atau tanda tangannya tidak ditemukan`)
  const keys = await openActiveKeys(spool, site.value)
  if (!keys.ok) return refuse(world, notTakenWords(file, keys.fault))
  const taken = await keys.value.take(document.value)
  if (!taken.ok) return refuse(world, notTakenWords(file, taken.fault))
  world.print(`Daftar kunci nomor ${keys.value.list.number} berlaku.`)
  return exit.done
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
