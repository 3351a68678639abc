/** The relay's Python text; inside the bundle, so that a single executable needs no file beside it. */
export const relayProgram = `"""Keeps a pseudo-terminal for a sensor twin: device bytes on stdin and stdout, events on descriptor 3.

A host that opens the link sees a raw serial device. On descriptor 3 a line 'baud N' follows every change
of the host's rate, which the pair's own termios shows. The slave stays open here, so that hosts may come and go.
"""
import fcntl, os, select, signal, struct, sys, tty

# struct termios2 of asm-generic/termbits.h: its last word is the rate itself, of odd rates too.
TCGETS2 = 0x802C542A


def host_rate(master):
    return struct.unpack_from("=I", fcntl.ioctl(master, TCGETS2, bytes(44)), 40)[0]


def main(link):
    # Ctrl-C reaches the whole group; the end comes with the end of stdin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    master, slave = os.openpty()
    tty.setraw(slave)
    os.set_blocking(master, False)
    name = os.ttyname(slave)
    if os.path.islink(link):
        os.unlink(link)
    os.symlink(name, link)
    rate = 0
    os.write(3, b"ready\\n")
    try:
        while True:
            readable, _, _ = select.select([master, 0], [], [])
            if master in readable:
                data = os.read(master, 65536)
                now = host_rate(master)
                if now != rate:
                    rate = now
                    os.write(3, b"baud %d\\n" % rate)
                os.write(1, struct.pack(">IH", rate, len(data)) + data)
            if 0 in readable:
                data = os.read(0, 65536)
                if not data:
                    break
                # Nobody takes them: on a wire they would be gone as well.
                while data and select.select([], [master], [], 0.5)[1]:
                    data = data[os.write(master, data):]
    finally:
        os.unlink(link)


main(sys.argv[1])
`
