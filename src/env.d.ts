interface ImportMetaEnv {
  /** The command of Astro that is running. */
  readonly DATELINE_COMMAND: 'build' | 'dev' | 'preview' | 'sync';
  /** The folder of `package.json`. */
  readonly DATELINE_ROOT: string;
}
