import { Agent, type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { TLSSocket } from 'node:tls'
import type { Clock } from '../contract/clock.ts'
import type { Http, HttpAnswer, HttpFault, HttpRequest } from '../contract/http.ts'
import { err, ok, type Result } from '../contract/result.ts'
import { feedBody } from './feed-body.ts'
import { createRealClock } from './real-clock.ts'
import { tellsUnacknowledged } from './unacknowledged.ts'

const defaultLimitBytes = 8 * 1024 * 1024
// Whose server may ask for a length even of nothing (RFC 9110 section 8.6).
const bodied: readonly HttpRequest['method'][] = ['POST', 'PATCH']

/** Outgoing HTTP over node:http with kept connections; redirects are answers like any other. */
export function createNodeHttp(clock: Clock = createRealClock()): Http & { close(): void } {
  const agents = { plain: new Agent({ keepAlive: true }), secure: new SecureAgent({ keepAlive: true }) }
  return {
    tellsDelivery: tellsUnacknowledged,
    send(request, signal, limitBytes = defaultLimitBytes) {
      if (request.fresh) forgetIdle(agents)
      return send({ agents, clock }, request, signal, limitBytes)
    },
    close() {
      agents.plain.destroy()
      agents.secure.destroy()
    },
  }
}

interface Agents {
  readonly plain: Agent
  readonly secure: SecureAgent
}

function forgetIdle({ plain, secure }: Agents): void {
  for (const { freeSockets } of [plain, secure])
    for (const socket of Object.values(freeSockets).flat()) socket?.destroy()
}

function send(
  { agents, clock }: { readonly agents: Agents; readonly clock: Clock },
  request: HttpRequest,
  signal: AbortSignal,
  limitBytes: number,
): Promise<Result<HttpAnswer, HttpFault>> {
  return new Promise((resolve) => {
    const failed = (cause: Error) =>
      resolve(err(signal.aborted ? { kind: 'cancelled' } : { kind: 'unreachable', detail: codeOf(cause) }))
    try {
      const outgoing = open(agents, request)
      const stop = () => cutOff(outgoing)
      signal.addEventListener('abort', stop)
      outgoing.on('close', () => signal.removeEventListener('abort', stop))
      outgoing.on('error', failed)
      outgoing.on('response', (incoming) => {
        keepAfterHead(outgoing, incoming)
        collect(incoming, limitBytes, resolve, failed)
        // Answered before all was sent: the rest is not wanted.
        incoming.on('end', () => outgoing.writableEnded || stop())
      })
      const { body, delivered } = request
      if (signal.aborted) stop()
      else if (body && delivered && tellsUnacknowledged) void feedBody(outgoing, body, delivered, clock)
      else outgoing.end(body)
    } catch (cause) {
      failed(cause instanceof Error ? cause : new Error('request refused'))
    }
  })
}

function open(agents: Agents, { method, url, headers, body }: HttpRequest): ClientRequest {
  const length = body || bodied.includes(method) ? { 'content-length': String(body?.length ?? 0) } : {}
  const options = { method, headers: { ...headers, ...length } }
  const outgoing = url.startsWith('https:')
    ? secureRequest(url, { ...options, agent: agents.secure })
    : plainRequest(url, { ...options, agent: agents.plain })
  // HTTP/1.1 keeps a connection unasked; on a village link every byte before the file's own is time.
  outgoing.removeHeader('connection')
  return outgoing
}

// Node takes an answer to HEAD without a length for one that ends with its connection, and gives the connection up.
// It has no body (RFC 9112 section 6.3), and on a bad link another connection takes seconds.
function keepAfterHead(outgoing: ClientRequest, { headers, httpVersion }: IncomingMessage): void {
  if (outgoing.method === 'HEAD' && httpVersion === '1.1' && headers.connection !== 'close')
    outgoing.shouldKeepAlive = true
}

// A plain close would leave the kernel sending what it holds, beside the next connection and into the same upload.
function cutOff(outgoing: ClientRequest): void {
  const { socket } = outgoing
  if (socket && !socket.connecting && !(socket instanceof TLSSocket)) socket.resetAndDestroy()
  outgoing.destroy()
}

function collect(
  incoming: IncomingMessage,
  limitBytes: number,
  resolve: (result: Result<HttpAnswer, HttpFault>) => void,
  failed: (cause: Error) => void,
): void {
  const chunks: Buffer[] = []
  let bytes = 0
  incoming.on('error', failed)
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    chunks.push(chunk)
    if (bytes <= limitBytes) return
    resolve(err({ kind: 'too-large', limitBytes }))
    incoming.destroy()
  })
  incoming.on('end', () => {
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    )
    resolve(ok({ status: incoming.statusCode ?? 0, headers, body: new Uint8Array(Buffer.concat(chunks)) }))
  })
}

function codeOf(cause: Error): string {
  return 'code' in cause ? String(cause.code) : cause.name
}
