/** Names the environment variable that says where a test file leaves which blocks it entered. */
export const hitsFolder = 'REKAM_HITS'
