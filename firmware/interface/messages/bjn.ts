import type { Catalogue } from './catalogue.ts'
import { indonesian } from './id.ts'
import type { Message } from './message.ts'

/** Greetings and thanks. A greeting that is missing does not compile. */
type Greetings = Readonly<Record<'idle' | 'receipt', Message>>

const greetings = {
  idle: {
    title: 'Rakam KTP-el di sakulahan',
    lines: ['Ambil nomor, imbah itu hadangi giliran pian.', 'Parlu kira-kira 4 manit.'],
  },
  receipt: { title: 'Tarima kasih, sudah dirakam', lines: indonesian.receipt.lines },
} as const satisfies Greetings

/** Bahasa Banjar: greetings, and Indonesian for the rest. */
export const banjar: Catalogue = {
  ...indonesian,
  idle: { ...indonesian.idle, ...greetings.idle },
  receipt: { ...indonesian.receipt, ...greetings.receipt },
}
