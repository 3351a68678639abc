import type { UnlockState } from '../../service/unlock/step-unlock.ts'
import type { Message } from './message.ts'

/** Bahasa Indonesia for a box whose class lists are locked, and for the making of its key stick. */
export const unlockInIndonesian = (state: UnlockState): Message => {
  switch (state.type) {
    case 'stick':
      return { title: 'Kios terkunci', lines: [stickLine[state.trouble ?? 'none'], 'Rekaman tetap aman.'] }
    case 'pin':
      return {
        title: 'PIN petugas',
        lines: [state.trouble ? pinLine[state.trouble] : 'Stik kunci terbaca. Ketik PIN.'],
      }
    case 'trying':
      return { title: 'Sebentar', lines: ['PIN sedang diperiksa.'] }
    case 'new-stick':
      return {
        title: 'Buat stik kunci',
        lines: [
          state.trouble ? 'Stik itu tidak bisa ditulis. Coba stik lain.' : 'Masukkan satu stik USB.',
          'Stik ini disimpan guru, terpisah dari kios.',
        ],
      }
    case 'choose':
      return {
        title: 'Buat PIN petugas',
        lines: [
          state.trouble
            ? 'Keduanya tidak sama. Ketik PIN dari awal.'
            : 'Enam angka, hanya untuk guru dan petugas TU.',
        ],
      }
    case 'repeat':
      return { title: 'Ketik PIN sekali lagi', lines: ['Supaya tidak salah ketik.'] }
    case 'making':
      return { title: 'Stik kunci sedang ditulis', lines: ['Jangan dicabut dulu.'] }
    case 'open':
      return { title: 'Kunci terbuka', lines: ['Simpan stik kunci, terpisah dari kios.'] }
  }
}

const stickLine = {
  none: 'Masukkan stik kunci kios ini.',
  'not-ours': 'Stik ini bukan kunci kios ini. Coba stik lain.',
  unreadable: 'Stik itu tidak terbaca. Cabut, lalu pasang lagi.',
} as const

const pinLine = {
  wrong: 'PIN salah. Periksa angkanya.',
  later: 'PIN salah terlalu sering. Tunggu sebentar, lalu coba lagi.',
} as const
