import { expect, test } from 'vitest'
import { forwardingWords, progressWords } from './describe-forwarding.ts'
import { noForwarding } from './forwarding.ts'

const thursdayTwo = Date.UTC(2026, 10, 26, 6, 0)

test('why nothing goes out is said with what helps, and never as a code', () => {
  const said = [
    forwardingWords({ type: 'not-now', why: { kind: 'window', from: '16:00' } }),
    forwardingWords({ type: 'not-now', why: { kind: 'no-link' } }),
    forwardingWords({ type: 'trouble', fault: 'unreachable', retryMs: 12_400 }),
    forwardingWords({ type: 'trouble', fault: 'spoiled', retryMs: 600_000 }),
    forwardingWords({ type: 'trouble', fault: 'full', retryMs: 5_000 }),
  ]
  expect(said).toEqual([
    'Di luar jam kirim. Mulai lagi pukul 16:00.',
    'Tidak ada jaringan. Periksa kabel, Wi-Fi atau modem. Bisa juga dikirim dengan stik USB.',
    'Dukcapil tidak terjangkau. Periksa jaringan. Bisa juga dikirim dengan stik USB. Dicoba lagi dalam 12 detik.',
    'Kiriman terganggu. Jika besok masih begini, hubungi Dukcapil. Dicoba lagi dalam 10 menit.',
    'Kotak ini tidak bisa membaca atau menyimpan. Jalankan: rekam doctor. Dicoba lagi dalam 5 detik.',
  ])
})

test('progress is in bytes, and the forecast in a day and an hour of the school', () => {
  const waiting = {
    ...noForwarding,
    packets: 12,
    bytes: 9_600_000,
    heldBytes: 3_100_000,
    doneByMs: thursdayTwo,
  }
  expect(progressWords(waiting, 'Asia/Makassar')).toBe(
    '12 paket menunggu (9,6 MB, 3,1 MB sudah sampai). Semua terkirim sekitar Kamis 14:00, 80 %.',
  )
  expect(progressWords({ ...waiting, heldBytes: 0, doneByMs: undefined }, 'Asia/Makassar')).toBe(
    '12 paket menunggu (9,6 MB).',
  )
  expect(progressWords(noForwarding, 'Asia/Makassar')).toBeUndefined()
})
