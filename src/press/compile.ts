import { build } from 'astro';
import { pickStyles } from './scopes.ts';

// Compiles the site's pages: `node compile.ts ROOT OUTDIR`. A process of its own, since the compiler takes half a gigabyte
// that the build after it would keep.
const [, , root = '', outDir = ''] = process.argv;
await build({ root, outDir, logLevel: 'warn' });
pickStyles(outDir);
