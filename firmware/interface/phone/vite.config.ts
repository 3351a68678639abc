import { defineConfig } from 'vite'

// One script and one style: the web edge puts both inside a single document.
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../../../build/panel/phone',
    emptyOutDir: true,
    target: 'es2020',
    modulePreload: false,
    rolldownOptions: {
      input: 'main.tsx',
      output: { entryFileNames: 'page.js', assetFileNames: 'page.[ext]' },
    },
  },
})
