import { Agent, type IncomingMessage, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import type { Http, HttpAnswer, HttpFault, HttpRequest } from '../contract/http.ts'
import { err, ok, type Result } from '../contract/result.ts'

const defaultLimitBytes = 8 * 1024 * 1024

/** Outgoing HTTP over node:http with kept connections; redirects are answers like any other. */
export function createNodeHttp(): Http & { close(): void } {
  const agents = { plain: new Agent({ keepAlive: true }), secure: new SecureAgent({ keepAlive: true }) }
  return {
    send: (request, signal, limitBytes = defaultLimitBytes) => send(agents, request, signal, limitBytes),
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

function send(
  agents: Agents,
  request: HttpRequest,
  signal: AbortSignal,
  limitBytes: number,
): Promise<Result<HttpAnswer, HttpFault>> {
  return new Promise((resolve) => {
    const failed = (cause: Error) =>
      resolve(err(signal.aborted ? { kind: 'cancelled' } : { kind: 'unreachable', detail: codeOf(cause) }))
    const secure = request.url.startsWith('https:')
    const options = {
      method: request.method,
      signal,
      headers: { ...request.headers, 'content-length': String(request.body?.length ?? 0) },
    }
    try {
      const outgoing = secure
        ? secureRequest(request.url, { ...options, agent: agents.secure })
        : plainRequest(request.url, { ...options, agent: agents.plain })
      outgoing.on('error', failed)
      outgoing.on('response', (incoming) => collect(incoming, limitBytes, resolve, failed))
      outgoing.end(request.body)
    } catch (cause) {
      failed(cause instanceof Error ? cause : new Error('request refused'))
    }
  })
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
