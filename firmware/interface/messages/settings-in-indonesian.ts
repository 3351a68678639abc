import type { SettingsMessages } from './settings-messages.ts'

export const settingsInIndonesian: SettingsMessages = {
  title: 'Tampilan dan suara',
  lines: ['Berlaku sampai kamu selesai.'],
  groups: { language: 'Bahasa', size: 'Huruf', contrast: 'Warna', voice: 'Dibacakan' },
  size: { medium: 'Sedang', large: 'Besar' },
  contrast: { usual: 'Biasa', high: 'Tegas' },
  volume: { off: 'Tidak', 1: 'Pelan', 2: 'Cukup', 3: 'Keras' },
  edge: {
    medium: 'Huruf sedang',
    large: 'Huruf besar',
    settings: 'Tampilan',
    speak: 'Bacakan',
    repeat: 'Ulangi',
    mute: 'Diam',
    done: 'Selesai',
  },
  answers: 'Pilihan',
  call: (spoken) => `Nomor ${spoken}, silakan.`,
}
