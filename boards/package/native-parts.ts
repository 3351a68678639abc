import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { houseRoot } from './house-root.ts'

/** File names of the native parts inside a package, by the program that asks for them. */
export const nativeNames = { epoll: 'epoll.node', serialport: 'serialport.node' } as const

const epollFolder = join(houseRoot, 'node_modules/epoll')
const compiledEpoll = join(epollFolder, 'build/Release/epoll.node')

const flags = [
  '-shared -fPIC -O2 -std=c++20 -fno-rtti -pthread -s',
  '-DNODE_GYP_MODULE_NAME=epoll -DBUILDING_NODE_EXTENSION -D_FILE_OFFSET_BITS=64',
  '-Wno-deprecated-declarations -Wno-cast-function-type',
].flatMap((words) => words.split(' '))

/**
 * Compiles the one native part that comes without a binary (`epoll`, below `onoff`) against the headers of
 * the pinned Node, where `onoff` looks for it. One compiler call; no node-gyp, no install script.
 */
export function compileEpoll(): void {
  mkdirSync(join(epollFolder, 'build/Release'), { recursive: true })
  const headers = ['-I', nodeFolder('include/node'), '-I', join(houseRoot, 'node_modules/nan')]
  const source = join(epollFolder, 'src/epoll.cc')
  execFileSync('g++', [...flags, ...headers, source, '-o', compiledEpoll], { stdio: 'inherit' })
}

/** Puts every native part of this processor into `folder`. */
export function gatherNativeParts(folder: string): void {
  mkdirSync(folder, { recursive: true })
  compileEpoll()
  copyFileSync(compiledEpoll, join(folder, nativeNames.epoll))
  const { arch } = process
  const prebuilt = `@serialport+bindings-cpp${arch === 'arm64' ? '.armv8' : ''}.glibc.node`
  const prebuilds = join(houseRoot, `node_modules/@serialport/bindings-cpp/prebuilds/linux-${arch}`)
  copyFileSync(join(prebuilds, prebuilt), join(folder, nativeNames.serialport))
}

/** A path inside the pinned Node of this processor. */
export function nodeFolder(path: string): string {
  return join(houseRoot, `node_modules/node-linux-${process.arch}`, path)
}
