import { answerInEnglish } from '../../custody/student-receipt/answer-in-english.ts'
import { answerInIndonesian } from '../../custody/student-receipt/answer-in-indonesian.ts'

export type PageLanguage = 'id' | 'en'

const indonesian = {
  title: 'Cek tanda terima',
  label: 'Kode 8 huruf, atau isi QR',
  check: 'Cek',
  takePhoto: 'Foto QR',
  choosePhoto: 'Pilih foto',
  reading: 'Foto sedang dibaca.',
  noCode: 'QR tidak terlihat di foto itu. Foto lagi lebih dekat, atau ketik kodenya.',
  known: (device: string, when: string) => `Keadaan di kios ${device}, menurut jamnya ${when}.`,
  offline: 'Halaman ini tidak butuh jaringan. Buka lagi di dekat kios untuk keadaan terbaru.',
  otherLanguage: 'English',
  answer: answerInIndonesian,
}

const english: typeof indonesian = {
  title: 'Check a receipt',
  label: 'Code of 8 characters, or text of the QR',
  check: 'Check',
  takePhoto: 'Photograph QR',
  choosePhoto: 'Choose photo',
  reading: 'Reading the photo.',
  noCode: 'No QR code seen in that photo. Go closer, or type the code.',
  known: (device, when) => `As kiosk ${device} knew it, by its clock ${when}.`,
  offline: 'This page needs no network. Open it again near the kiosk for the latest.',
  otherLanguage: 'Bahasa Indonesia',
  answer: answerInEnglish,
}

/** Every word of the page, by language. */
export const pageWords: Readonly<Record<PageLanguage, typeof indonesian>> = { id: indonesian, en: english }
