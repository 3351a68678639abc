import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createNodeHttp } from '../../hal/linux/node-http.ts'
import { eventually } from '../eventually.ts'

const program = '/usr/sbin/nginx'
const site = fileURLToPath(new URL('../../sim/district/nginx.conf', import.meta.url))

/** Whether Debian's nginx is here. */
export const hasNginx = existsSync(program)

export interface NginxProcess {
  readonly url: string
  close(): Promise<void>
}

/** For tests: Debian's nginx with the room's `nginx.conf`, in which only the ports are other ones. */
export async function startNginx(folder: string, receiverPorts: readonly string[]): Promise<NginxProcess> {
  const port = await freePort()
  const ports: Readonly<Record<string, string | undefined>> = {
    9090: `127.0.0.1:${port}`,
    9091: receiverPorts[0],
    9092: receiverPorts[1],
  }
  const text = readFileSync(site, 'utf8').replaceAll(/\b909[0-2]\b/g, (usual) => ports[usual] ?? usual)
  writeFileSync(join(folder, 'site.conf'), text)
  writeFileSync(join(folder, 'nginx.conf'), mainFile(folder))
  const words = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')]
  const running = spawn(program, words, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}/`
  await untilAnswered(url)
  return {
    url,
    async close() {
      const gone = once(running, 'exit')
      running.kill('SIGTERM')
      await gone
    },
  }
}

// Debian's own file, as far as a test needs it, with every path below the folder.
function mainFile(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  return `daemon off; pid ${folder}/nginx.pid; events {}
http { access_log off; ${temporary} include ${folder}/site.conf; }
`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function untilAnswered(url: string): Promise<void> {
  const http = createNodeHttp()
  let answered = false
  await eventually('nginx answers', () => {
    void http.send({ method: 'GET', url }, new AbortController().signal).then(({ ok }) => {
      answered ||= ok
    })
    return answered
  })
  http.close()
}
