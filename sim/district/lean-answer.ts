import type { ServerResponse } from 'node:http'

/**
 * An answer without what no kiosk reads: the lists for pages of other sites that `@tus/server` adds (a third of a
 * kilobyte each), the date, the kind of a body that is empty, and words for what HTTP/1.1 does anyway. On a village
 * link every answer stands between the kiosk and its next byte: 450 bytes are 56 ms at 8 kB/s, at each start of a
 * file and after each cut.
 */
export function leanAnswer(response: ServerResponse): ServerResponse {
  response.removeHeader('date')
  response.removeHeader('connection')
  const write = response.writeHead.bind(response) as (
    status: number,
    words: string,
    raw: string[],
  ) => ServerResponse
  response.writeHead = ((status: number, words: string, raw: string[]) =>
    write(
      status,
      words,
      onlyRead(raw, response.req.method === 'HEAD' || status === 201),
    )) as ServerResponse['writeHead']
  return response
}

// Name, value, name, value, as `@tus/server` hands them over.
function onlyRead(raw: readonly string[], isEmpty: boolean): string[] {
  return raw.filter((_, at) => {
    const name = raw[at - (at % 2)]?.toLowerCase() ?? ''
    return !name.startsWith('access-control-') && !(isEmpty && name === 'content-type')
  })
}
