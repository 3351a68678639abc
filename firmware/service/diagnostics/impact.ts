import type { Problem } from './problem.ts'

/** The effect on a school while a problem lasts, by the part it belongs to: the tens of its number. */
const byPart: Readonly<Record<number, string>> = {
  0: 'Kios tidak menyala; yang tersimpan tetap ada.',
  1: 'Siswa menunggu di langkah sidik jari dan membaca sebabnya; sensor yang pulih jalan sendiri.',
  2: 'Perekaman jalan; jari yang lemah dicatat untuk petugas.',
  3: 'Siswa menunggu di langkah foto dan membaca sebabnya; kamera yang pulih jalan sendiri.',
  4: 'Perekaman jalan; tanda yang sama ada di layar.',
  5: 'Siswa baru tidak mulai, dan membaca sebabnya; yang tersimpan tetap ada.',
  6: 'Perekaman jalan sampai batas ruang kartu.',
  7: 'Perekaman jalan; kumpulan menunggu di kartu, atau dibawa dengan stik.',
}

/** The work that goes on, and the work that waits for the repair, in Indonesian. */
export function impact({ number, impact: own }: Problem): string {
  return own ?? byPart[Math.floor(number / 10)] ?? ''
}
