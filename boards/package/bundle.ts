import { join } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { readFaceModels } from '../assembly/face-models.ts'
import { readJpeg2000Program } from '../assembly/jpeg2000-program.ts'
import { readPanelFiles } from '../assembly/panel-files.ts'
import { houseRoot } from './house-root.ts'
import { nativeNames } from './native-parts.ts'

/**
 * Bundles the executable with all it imports into one CommonJS file, the only form that a single
 * executable takes. Lines are kept, so that a stack in the journal stays readable. `changes` are for other programs
 * of this house that have to run without its folders.
 */
export async function bundle(file: string, changes: BuildOptions = {}): Promise<void> {
  await build({
    entryPoints: [join(houseRoot, 'boards/rekam.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minifySyntax: true,
    logLevel: 'error',
    // Only reached in a checkout, where the entry is a file of its own.
    logOverride: { 'empty-import-meta': 'silent' },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [nativePlugin, await panelPlugin(), await facePlugin(), await jpeg2000Plugin()],
    ...changes,
  })
}

// Finds a native part at run time, beside the executable first, else inside it.
const loader = `
const { existsSync } = require('node:fs')
const { dirname, join } = require('node:path')
module.exports = (name) => {
  const beside = join(dirname(process.execPath), 'native', name)
  const part = { exports: {} }
  process.dlopen(part, existsSync(beside) ? beside : join(__dirname, 'native', name))
  return part.exports
}`

/** `bindings` and `node-gyp-build` search the folders of a checkout; in a package there are none. */
const nativePlugin: Plugin = {
  name: 'native',
  setup(build) {
    const finders = { bindings: nativeNames.epoll, 'node-gyp-build': nativeNames.serialport }
    build.onResolve({ filter: /^(bindings|node-gyp-build)$/ }, ({ path }) => ({ path, namespace: 'native' }))
    build.onResolve({ filter: /^rekam-loader$/ }, ({ path }) => ({ path, namespace: 'native' }))
    build.onLoad({ filter: /.*/, namespace: 'native' }, ({ path }) => {
      if (path === 'rekam-loader') return { contents: loader, loader: 'js' }
      const name = JSON.stringify(finders[path as keyof typeof finders])
      return { contents: `module.exports = () => require('rekam-loader')(${name})`, loader: 'js' }
    })
  },
}

/** The built panel goes into the bundle: the executable needs no file beside it. */
async function panelPlugin(): Promise<Plugin> {
  const files = [...(await readPanelFiles())].map(([path, { type, bytes }]) => [
    path,
    type,
    Buffer.from(bytes).toString('base64'),
  ])
  const contents = `
const files = ${JSON.stringify(files, undefined, 1)}
export const readPanelFiles = async () =>
  new Map(files.map(([path, type, text]) => [path, { type, bytes: new Uint8Array(Buffer.from(text, 'base64')) }]))`
  return {
    name: 'panel',
    setup(build) {
      build.onLoad({ filter: /\/boards\/assembly\/panel-files\.ts$/ }, () => ({ contents, loader: 'js' }))
    },
  }
}

/** So do the networks that look at faces: what `readFaceModels` gives, as text. */
async function facePlugin(): Promise<Plugin> {
  const models = Object.entries(await readFaceModels()).map(([name, { manifest, bytes }]) => {
    const text = Buffer.from(bytes).toString('base64')
    return `${name}: { manifest: ${JSON.stringify(manifest)}, bytes: new Uint8Array(Buffer.from('${text}', 'base64')) }`
  })
  const contents = `export const readFaceModels = async () => ({ ${models.join(',\n')} })`
  return {
    name: 'face',
    setup(build) {
      build.onLoad({ filter: /\/boards\/assembly\/face-models\.ts$/ }, () => ({ contents, loader: 'js' }))
    },
  }
}

/** The program that writes JPEG 2000 as well: an executable has no package folder to read it from. */
async function jpeg2000Plugin(): Promise<Plugin> {
  const text = Buffer.from(await readJpeg2000Program()).toString('base64')
  const contents = `export const readJpeg2000Program = async () => new Uint8Array(Buffer.from('${text}', 'base64'))`
  return {
    name: 'jpeg-2000',
    setup(build) {
      build.onLoad({ filter: /\/boards\/assembly\/jpeg2000-program\.ts$/ }, () => ({
        contents,
        loader: 'js',
      }))
    },
  }
}
