import path from 'node:path';
import { findFolders } from '../issue/files.ts';
import { count } from '../issue/report.ts';
import { publish } from '../publish.ts';
import { refuseWords, type Command } from './command.ts';
import { readNow } from './now.ts';

export const build: Command = {
  summary: 'Builds the site into `dist/`; with an error in the content it changes nothing and prints the report.',
  usage: 'build [-- --outDir FOLDER]',
  options: {
    outDir: { type: 'string', help: 'another folder than `dist/`' },
    compress: { type: 'boolean', help: 'also `.br` and `.gz` beside each file with text, for a server of your own' },
  },
  run: async (input, desk) => {
    refuseWords(input);
    const { options } = input;
    const { root, environment, print, progress } = desk;
    const outDir = path.resolve(root, typeof options['outDir'] === 'string' ? options['outDir'] : 'dist');
    const begun = performance.now();
    const { files, changed, removed } = await publish({
      folders: findFolders(root, environment),
      outDir,
      now: readNow(desk),
      environment,
      compressed: options['compress'] === true,
      say: print,
      progress,
    });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const news = changed + removed === 0 ? 'nothing changed' : `${changed} changed, ${removed} removed`;
    print(`${path.relative(root, outDir) || '.'}/: ${count(files, 'file')}, ${news}, in ${seconds} s`);
    return 0;
  },
};
