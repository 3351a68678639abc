import { spawn } from 'node:child_process'
import { createServer, type Server, type Socket } from 'node:net'
import { err, ok, type Result } from '../../hal/contract/result.ts'

// Node cannot set SO_RCVBUF on TCP. With the usual buffers the sender's kernel would hand over most of a file to a
// link that has carried none of it. The listening socket is given to Node over its own channel; what it accepts
// has its buffer size.
const program = `
import array, os, socket, sys
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, int(sys.argv[2]))
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(64)
channel = socket.socket(fileno=int(os.environ["NODE_CHANNEL_FD"]))
handle = array.array("i", [listener.fileno()])
word = b'{"cmd":"NODE_HANDLE","type":"net.Native","msg":"listener"}\\n'
channel.sendmsg([word], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, handle)])
channel.recv(1024)
`

/**
 * Listens on a loopback port (0 picks one) with receive buffers of about twice `bufferBytes` (socket(7): the kernel
 * doubles it).
 */
export function openNarrowListener(
  port: number,
  bufferBytes: number,
  accept: (socket: Socket) => void,
): Promise<Result<Server, { readonly kind: 'port-refused' }>> {
  const words = ['-c', program, String(port), String(bufferBytes)]
  const child = spawn('python3', words, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const options = { highWaterMark: bufferBytes, allowHalfOpen: true, pauseOnConnect: true }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => resolve(err({ kind: 'port-refused' })))
    child.once('message', (_word, handle) => {
      const server = createServer(options, accept)
      server.listen(handle, () => resolve(ok(server)))
      child.disconnect()
    })
  })
}
