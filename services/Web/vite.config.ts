import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { paletteCss } from './shared/styles/palette.ts';

/** A page's folder, and the paths at which `Pages/PageRoutes.cs` serves it. */
const pages: Record<string, RegExp> = {
  customer: /^\/($|book$|track\/)/,
  driver: /^\/drive(\/|$)/,
  dispatcher: /^\/dispatch$/,
  workshop: /^\/workshop$/,
  design: /^\/design$/,
};

/** `import 'virtual:palette.css'`: the palette as custom properties. */
function paletteSheet(): Plugin {
  const id = 'virtual:palette.css';
  return {
    name: 'palette',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? paletteCss() : undefined),
  };
}

/** While developing: the same paths as the service has. */
function servedPaths(): Plugin {
  return {
    name: 'served paths',
    configureServer: (server) => {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        const page = Object.entries(pages).find(([, paths]) => paths.test(path))?.[0];
        if (page && !path.includes('.')) request.url = `/${page}/index.html`;
        next();
      });
    },
  };
}

/** Tells the driver's service worker which files its page is made of, and a name that changes with them. */
function workerFiles(): Plugin {
  return {
    name: 'worker files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = new Set<string>();
      const add = (fileName: string) => {
        const file = bundle[fileName];
        if (!file || files.has(`/${fileName}`)) return;
        files.add(`/${fileName}`);
        if (file.type !== 'chunk') return;
        [...file.imports, ...file.dynamicImports, ...(file.viteMetadata?.importedCss ?? []), ...(file.viteMetadata?.importedAssets ?? [])].forEach(add);
      };
      Object.values(bundle).filter((file) => file.type === 'chunk' && file.isEntry && file.name === 'driver').forEach((file) => add(file.fileName));
      // Fonts are named by style sheets; of the letters of other scripts none is shown.
      Object.keys(bundle).filter((name) => /inter-latin(-ext)?-wght|maplibre-gl-worker/.test(name)).forEach(add);
      const worker = bundle['drive/worker.js'];
      if (worker?.type !== 'chunk') throw new Error('The driver\'s page has no service worker.');
      const list = JSON.stringify([...files].sort());
      worker.code = worker.code.replaceAll('__PAGE_FILES__', list).replaceAll('__PAGE_VERSION__', JSON.stringify(createHash('sha256').update(list).digest('hex').slice(0, 12)));
    },
  };
}

/** Compressed once here, not for every visitor. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          if (!/\.(m?js|css|html|svg|json|webmanifest)$/.test(file.fileName) || bytes.length < 512) continue;
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
          const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(bytes, { params: quality }) });
        }
      },
    },
  };
}

const service = process.env['ROUTING_SERVICE'] ?? 'http://127.0.0.1:5080';

export default defineConfig({
  appType: 'mpa',
  plugins: [paletteSheet(), servedPaths(), workerFiles(), compressed()],
  css: { transformer: 'lightningcss' },
  build: {
    outDir: process.env['ROUTING_PAGES'] ?? '../../artifacts/pages',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome107', 'safari16', 'firefox104'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(Object.keys(pages).map((page) => [page, resolve(import.meta.dirname, page, 'index.html')])),
        worker: resolve(import.meta.dirname, 'driver/worker.ts'),
      },
      // A service worker rules over the paths beneath its own, which stays the same.
      output: { entryFileNames: (chunk) => (chunk.name === 'worker' ? 'drive/worker.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: {
    // The services name their own address as the browser knows it.
    proxy: Object.fromEntries(['/api', '/tiles', '/style', '/glyphs', '/sprites', '/route', '/table', '/nearest', '/match', '/isochrone', '/openapi', '/health', '/sheet'].map((path) => [path, { target: service, changeOrigin: false }])),
  },
});
