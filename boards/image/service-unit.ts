/** Where the kiosk keeps its data on a card; a partition of its own. */
const dataFolder = '/data/rekam'

/** The partition of the firmware, on both packs: where a technician may leave what sets the box up. */
const bootFolder = '/boot/firmware'

/** The executable with its native parts beside it. */
const program = '/usr/lib/rekam/rekam'

/**
 * The kiosk as a service of systemd 252 and later. Numbers: the kiosk feeds the watchdog every third of its time; a face
 * check may take 210 MB beside the kiosk's 110; a stop takes as long as one flush of a slow card. Rights left open
 * are needed: root mounts sticks, `/sys` holds lines and lamps, `/dev` holds whatever part a site plugs in, and a compiler
 * of machine code (V8) writes what it runs.
 */
export const serviceUnit = `[Unit]
Description=Rekam, kios perekaman KTP-el
RequiresMountsFor=${dataFolder}
After=systemd-udevd.service dbus.service
# Thirty ends in ten minutes are no accident any more: the whole box starts again. Until then there are three minutes
# to log in and mend what a new start does not.
StartLimitIntervalSec=10min
StartLimitBurst=30
StartLimitAction=reboot

[Service]
Type=notify
# The sign of life comes from a child (systemd-notify).
NotifyAccess=all
ExecStart=${program} run --board auto --data ${dataFolder} --boot ${bootFolder}
# A box that becomes another school's ends well, and starts anew.
Restart=always
RestartSec=5
RestartPreventExitStatus=2 3
WatchdogSec=30
TimeoutStartSec=90
TimeoutStopSec=20
KillMode=mixed
# A face check that is killed for its memory does not take the kiosk along.
OOMPolicy=continue
MemoryHigh=60%
MemoryMax=70%
TasksMax=200
StandardOutput=journal
StandardError=journal
SyslogIdentifier=rekam

Environment=HOME=${dataFolder}
Environment=PATH=/usr/sbin:/usr/bin:/sbin:/bin
Environment=PKG_NATIVE_CACHE_PATH=/run/rekam/native
WorkingDirectory=${dataFolder}
RuntimeDirectory=rekam
RuntimeDirectoryMode=0700
UMask=0077

ProtectSystem=strict
ReadWritePaths=${dataFolder} -${bootFolder}
ProtectHome=yes
PrivateTmp=yes
ProtectProc=invisible
ProtectHostname=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
NoNewPrivileges=yes
CapabilityBoundingSet=CAP_SYS_ADMIN
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
LockPersonality=yes
RemoveIPC=yes
KeyringMode=private
SystemCallArchitectures=native
SystemCallFilter=@system-service @mount
SystemCallFilter=~@clock @module @raw-io @reboot @swap @obsolete @cpu-emulation @debug
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`
