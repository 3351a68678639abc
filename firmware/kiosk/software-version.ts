import manifest from '../../package.json' with { type: 'json' }

/** Version of this software as it travels in every packet. */
export const softwareVersion: string = manifest.version
