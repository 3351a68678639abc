import type { Http, HttpRequest } from '../../../hal/contract/http.ts'

// Heads of request and answer, as measured without TLS (forward.md 2.2).
const headBytes = 600
// An allowance for the bytes that TCP and IP add, and for bytes sent twice.
const networkShare = 1.1

/** The same link, telling after each request how many bytes it cost both ways. */
export function countBytes(http: Http, spent: (bytes: number) => void): Http {
  return {
    ...(http.tellsDelivery === true && { tellsDelivery: true }),
    async send(request, signal, limitBytes) {
      let delivered = 0
      const watched: HttpRequest = {
        ...request,
        ...(request.delivered && {
          delivered(bytes: number) {
            delivered = bytes
            request.delivered?.(bytes)
          },
        }),
      }
      const answer = await http.send(watched, signal, limitBytes)
      const body = answer.ok ? (request.body?.length ?? 0) + answer.value.body.length : delivered
      spent(Math.ceil((headBytes + body) * networkShare))
      return answer
    },
  }
}
