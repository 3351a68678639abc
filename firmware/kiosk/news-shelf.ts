import type { NewsShelf } from '../downlink/accept-news.ts'
import type { Kiosk } from './kiosk.ts'

/** Where what comes down goes in a kiosk that runs, by link or by stick. */
export function newsShelf({ stores, site }: Pick<Kiosk, 'stores' | 'site'>): NewsShelf {
  const { news, roster, keys, rosterIdentity } = stores
  return { news, roster, school: site.school, identity: rosterIdentity, receiptKeys: () => keys.receiptKeys }
}
