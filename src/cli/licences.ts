import * as z from 'zod';

/** One release of a package that a build may need, with the licence under which it is given. */
export interface LockedPackage {
  name: string;
  version: string;
  /** As an SPDX expression. */
  licence: string;
}

/** What we read of a lock file: see https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
    }),
  ),
});

/** Licences that their packages state elsewhere than where npm reads them. */
const stated: Record<string, string> = {
  // In `licenses`, a list, and in its Readme.md.
  'format@0.2.2': 'MIT',
};

/** Every package of a lock file but those for development alone, by name, each release once. */
export function readPackages(lock: string): LockedPackage[] {
  const { packages } = lockSchema.parse(JSON.parse(lock));
  const all = Object.entries(packages)
    .filter(([place, { dev }]) => place !== '' && !dev)
    .map(([place, { name = place.split('node_modules/').at(-1) ?? '', version, license }]) => ({
      name,
      version,
      licence: license ?? stated[`${name}@${version}`] ?? 'none stated',
    }));
  const once = new Map(all.map((one) => [`${one.name}@${one.version}`, one]));
  return [...once.keys()].sort().flatMap((key) => once.get(key) ?? []);
}

/** A licence a row of a Markdown table, the one of most packages first: how many, and which where they are few. */
export function formatLicences(packages: readonly LockedPackage[]): string {
  const groups = [...Map.groupBy(packages, ({ licence }) => licence)].sort(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  );
  const rows = groups.map(([licence, members]) => {
    const names = [...new Set(members.map(({ name }) => foldPlatforms(name)))].map((name) => `\`${name}\``);
    return `| ${licence} | ${members.length} | ${names.length <= 12 ? names.join(', ') : ''} |`;
  });
  return ['| Licence | Packages | Which, where they are few |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Every package a row of a Markdown table. */
export function formatPackages(packages: readonly LockedPackage[]): string {
  const rows = packages.map(({ name, version, licence }) => `| \`${name}\` | ${version} | ${licence} |`);
  return ['| Package | Version | Licence |', '| --- | --- | --- |', ...rows].join('\n');
}

/** `lightningcss-…` for `lightningcss-linux-x64-gnu`: builds of one package for many machines. */
function foldPlatforms(name: string): string {
  return name.replace(/-(?:android|darwin|freebsd|linux|linuxmusl|win32|wasm32)(?:-[a-z0-9]+)*$/, '-…');
}
