import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: { outDir: '../../../build/panel', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false },
})
