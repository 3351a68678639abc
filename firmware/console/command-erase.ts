import type { Command } from 'commander'
import encodeQr from 'qr'
import type { Disk } from '../../hal/contract/disk.ts'
import { readErasure, signErasure } from '../custody/chain/erasure.ts'
import { readDeviceList } from '../custody/crypto/device-list.ts'
import { readSpoolHistory } from '../custody/spool/batch-history.ts'
import { listDrafts } from '../custody/spool/draft.ts'
import type { Host } from '../kiosk/host.ts'
import { openDeviceKey } from '../service/provisioning/device-key.ts'
import { contentsOf, eraseBox, listBox } from '../service/provisioning/erase-box.ts'
import { openSite } from '../service/provisioning/site-document.ts'
import { type ExitCode, exit } from './exit-code.ts'
import { readSigned, writeSigned } from './signed-file.ts'
import { withFolder } from './with-folder.ts'

interface EraseOptions {
  readonly data: string
  readonly device?: string
  readonly proof: string
  readonly evenUnsent?: boolean
  readonly verify?: boolean
  readonly devices: string
}

export function addErase(program: Command, world: Host, done: (code: ExitCode) => void): void {
  program
    .command('erase')
    .description('menghapus semua data kotak ini, dengan bukti yang ditandatangani kotak itu sendiri')
    .requiredOption(
      '--proof <berkas>',
      'bukti .json, di luar folder data; tanda tangannya .sig di sampingnya',
    )
    .option('--data <folder>', 'tempat semua data kios', 'data')
    .option('--device <kios>', 'nama kotak ini, supaya tidak salah kotak')
    .option('--even-unsent', 'juga yang belum diterima Dukcapil: hilang selamanya')
    .option('--verify', 'hanya memeriksa bukti, di Dukcapil')
    .option('--devices <berkas>', 'untuk --verify: devices.json', 'devices.json')
    .action(async (options: EraseOptions) =>
      done(
        options.verify
          ? await verify(world, options)
          : await withFolder(world, options.data, () => erase(world, options)),
      ),
    )
}

async function erase(world: Host, options: EraseOptions): Promise<ExitCode> {
  const disk = world.openDisk(options.data)
  const identity = await openDeviceKey(disk, world.entropy)
  if (!identity.ok) return refuse(world, `${options.data}: kunci kios tidak terbaca.`)
  const { device, key } = identity.value
  if (options.device !== device)
    return refuse(world, `Ini kotak ${device}. Ulangi dengan --device ${device} kalau memang ini.`)
  const aboard = await countAboard(disk)
  if (!aboard)
    return refuse(world, `${options.data}: catatan spool tidak terbaca. Jalankan kios sekali dulu.`)
  const { unsent, unfinished } = aboard
  if (unsent + unfinished > 0 && !options.evenUnsent)
    return refuse(
      world,
      `${unsent} paket belum diterima Dukcapil, ${unfinished} perekaman belum selesai. Kirim dulu (rekam batch export), ` +
        'atau hapus juga dengan --even-unsent. Tidak ada yang dihapus.',
    )
  const files = await listBox(disk)
  if (!files.ok) return refuse(world, `${options.data}: tidak terbaca (${files.fault.kind})`)
  const site = await openSite(disk)
  const document = signErasure(
    {
      v: 1,
      device,
      ...(site.ok && site.value && { school: site.value.school }),
      wallMs: Math.trunc(world.clock.wallMs()),
      files: files.value.length,
      bytes: files.value.reduce((sum, { bytes }) => sum + bytes, 0),
      unsent,
      unfinished,
      contents: contentsOf(files.value),
    },
    key,
  )
  const proven = await writeSigned(world, options.proof, document)
  if (!proven.ok) return refuse(world, `${options.proof}: tidak tersimpan. Tidak ada yang dihapus.`)
  const erased = await eraseBox(disk, files.value, (done) =>
    world.progress?.(`menghapus ${done} dari ${files.value.length}`),
  )
  world.progress?.('')
  const left = await listBox(disk)
  if (!erased.ok || !left.ok || left.value.length > 0)
    return refuse(world, `${options.data}: tidak semua terhapus. Ulangi; kalau tetap, hancurkan kartunya.`)
  world.print(`Kotak ${device} kosong: ${files.value.length} berkas dihapus. Bukti: ${options.proof}`)
  world.print('Kartu bekas: jalankan juga blkdiscard pada seluruh kartu sebelum dipakai orang lain.')
  world.print(encodeQr(Buffer.from(document.bytes).toString(), 'ascii'))
  return exit.done
}

async function countAboard(
  disk: Disk,
): Promise<{ readonly unsent: number; readonly unfinished: number } | undefined> {
  const told = await readSpoolHistory(disk)
  const drafts = await listDrafts(disk)
  const away = await draftsAway(disk)
  const fresh = await disk.list('spool/new')
  if (!told.ok || !drafts.ok) return undefined
  const waiting = told.value.batches.reduce(
    (sum, { state, here }) => sum + (state === 'received' ? 0 : here),
    0,
  )
  return { unsent: waiting + (fresh.ok ? fresh.value.length : 0), unfinished: drafts.value.length + away }
}

// Of schools that this box served before.
async function draftsAway(disk: Disk): Promise<number> {
  const schools = await disk.list('schools')
  if (!schools.ok) return 0
  const counts = schools.value.map(async ({ name }) => {
    const drafts = await disk.list(`schools/${name}/spool/draft`)
    return drafts.ok ? drafts.value.length : 0
  })
  return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0)
}

async function verify(world: Host, { proof, devices }: EraseOptions): Promise<ExitCode> {
  const document = await readSigned(world, proof)
  const signed = await readSigned(world, devices)
  const list = signed.ok ? readDeviceList(undefined, signed.value) : undefined
  if (!document.ok) return refuse(world, `${proof}: berkas atau tanda tangannya tidak ditemukan`)
  if (!list?.ok) return refuse(world, `${devices}: tidak terbaca.`)
  for (const { device, publicKey } of list.value.devices) {
    const erasure = readErasure(document.value, publicKey)
    if (!erasure.ok || erasure.value.device !== device) continue
    const { files, unsent, unfinished, wallMs } = erasure.value
    const day = new Date(wallMs).toISOString().slice(0, 10)
    world.print(
      `${device} dihapus ${day}: ${files} berkas, ${unsent} paket belum diterima, ${unfinished} belum selesai.`,
    )
    return exit.done
  }
  return refuse(world, `${proof}: bukan bukti dari kotak yang terdaftar, atau sudah diubah.`)
}

function refuse(world: Host, words: string): ExitCode {
  world.say(words)
  return exit.fault
}
