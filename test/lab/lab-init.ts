/**
 * The first program of the guest. Its root is this machine's own, read over 9p and written in memory, so that the
 * pinned Node, the checkout and every installed program are where they are here. The work to start is on the kernel's
 * command line; what it prints comes out with what the kernel says.
 */
export const labInit = `#!/bin/busybox sh
export PATH=/bin
b() { /bin/busybox "$@"; }
b mount -t proc proc /proc
b mount -t sysfs sys /sys
b mount -t devtmpfs dev /dev
for word in $(b cat /proc/cmdline); do
  case $word in rekam.*=*) export "\${word#rekam.}" ;; esac
done
for name in $(b cat /module/order); do
  case $name in
    # A chip that bites after seconds, not half a minute; one camera that films.
    i6300esb) b insmod /module/$name.ko heartbeat=$heartbeat ;;
    vivid) b insmod /module/$name.ko n_devs=1 node_types=0x1 ;;
    *) b insmod /module/$name.ko ;;
  esac
done
b mount -t configfs config /sys/kernel/config
b mount -t 9p -o trans=virtio,version=9p2000.L,cache=loose,msize=524288,ro machine /below
b mount -t tmpfs above /above
b mkdir /above/files /above/work
b mount -t overlay -o lowerdir=/below,upperdir=/above/files,workdir=/above/work root /root
for name in proc sys dev; do b mount -o move /$name /root/$name; done
b mount -t tmpfs run /root/run
b mkdir -p /root/dev/pts /root/dev/shm
b mount -t devpts pts /root/dev/pts
b ip link set lo up
b chroot /root /bin/sh "$script"
b poweroff -f
`
