import type { SetupRefusal } from '../../service/provisioning/set-up-box.ts'
import type { Message } from './message.ts'
import { inGroups, type SetupMessages, type StorageMessages } from './setup-messages.ts'

const refusals: Readonly<Record<SetupRefusal, string>> = {
  nothing: 'Tidak ada berkas pemasangan di stik ini.',
  'no-key-list': 'Daftar kunci di stik ini hilang atau rusak. Buat lagi stiknya.',
  'not-signed': 'Berkas pemasangan ini tidak sah atau rusak. Buat lagi stiknya.',
  'for-other-box': 'Perintah di stik ini untuk kotak lain. Minta stik untuk kotak ini.',
  older: 'Perintah di stik ini lebih lama dari yang berlaku. Minta stik baru.',
  'wrong-time': 'Jam komputer yang membuat stik ini salah. Betulkan, lalu buat lagi stiknya.',
  broken: 'Stik ini tidak terbaca. Coba stik lain.',
  disk: 'Kartu memori kotak ini tidak bisa ditulis. Ganti kartunya.',
}

export const setupInIndonesian: SetupMessages = (moment): Message => {
  switch (moment.type) {
    case 'waiting':
      return moment.isDamaged
        ? {
            title: 'Pengaturan kotak ini rusak',
            lines: ['Rekaman tetap aman.', 'Masukkan stik pemasangan untuk kotak ini, dari Dukcapil.'],
          }
        : { title: 'Kotak ini belum dipasang', lines: ['Masukkan stik pemasangan dari Dukcapil.'] }
    case 'reading':
      return { title: 'Stik sedang dibaca', lines: ['Jangan dicabut dulu.'] }
    case 'refused':
      return { title: 'Belum bisa dipasang', lines: [refusals[moment.why]] }
    case 'done':
      return {
        title: 'Kotak terpasang',
        lines: [
          `Untuk sekolah ${inGroups(moment.school)}.`,
          'Tunggu: layar bilang kapan stik boleh dicabut.',
        ],
      }
  }
}

export const storageInIndonesian: StorageMessages = {
  unreadable: {
    title: 'Kartu memori tidak terbaca',
    lines: ['Tidak ada data yang dihapus.', 'Kotak ini mencoba lagi sendiri. Panggil teknisi.'],
  },
  full: {
    title: 'Tempat simpan penuh',
    lines: ['Perekaman belum bisa dimulai.', 'Kotak ini mencoba lagi sendiri. Panggil teknisi.'],
  },
}
