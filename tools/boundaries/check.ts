import { existsSync, globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { environmentReads, importsOf, type Imported } from './imports.ts';
import { ENGINE_PARTS, INNER_WALLS, WALLS, type Wall } from './walls.ts';

export interface Breach {
  /** Path from the root, with the line. */
  readonly place: string;
  readonly message: string;
}

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Tests, what serves tests, and configuration of tools: they run on a developer's machine. */
  readonly isForTests: boolean;
}

const FOR_TESTS = /\.(spec|e2e)\.tsx?$|\/(testing|e2e)\/|\/[^/]+\.config\.ts$/;
const READS_ENVIRONMENT = /^(tools\/|libs\/runtime\/src\/config\/|apps\/(api|worker)\/src\/main\.ts$)/;
const BUILT_IN = new Set(builtinModules);

/** Every import that goes through a wall, in the order of the files. */
export function checkBoundaries(root: string): Breach[] {
  return [...WALLS.flatMap((wall) => checkProject(root, wall)), ...checkEnvironment(root)];
}

function checkProject(root: string, wall: Wall): Breach[] {
  const declared = declaredPackages(root, wall.folder);
  return filesIn(root, [`${wall.folder}/**/*.{ts,tsx}`]).flatMap((file) =>
    importsOf(file.text).flatMap((imported) => {
      const message = imported.name.startsWith('.')
        ? relativeBreach(file, imported, wall)
        : packageBreach(file, imported, wall, declared);
      return message === null ? [] : [{ place: `${file.path}:${imported.line}`, message }];
    }),
  );
}

function relativeBreach({ path }: SourceFile, { name }: Imported, { folder }: Wall): string | null {
  const target = posix.normalize(posix.join(posix.dirname(path), name));
  if (!target.startsWith(`${folder}/`))
    return `${name} leaves the project ${folder}: import its package instead`;
  if (target.startsWith(`${folder}/dist/`)) return `${name} is built code: import the source`;
  const wall = INNER_WALLS.find(({ from, never }) => within(path, from) && within(target, never));
  if (wall !== undefined) return `${name} is not for here: ${wall.why}`;
  const [own, other] = [featureOf(path), featureOf(target)];
  if (own !== null && other !== null && own !== other)
    return `${name} is in another feature: what both need belongs into src/lib or src/ui`;
  return null;
}

const featureOf = (path: string): string | null =>
  /^apps\/web\/src\/features\/([^/]+)\//.exec(path)?.[1] ?? null;

/** `!(a|b)` stands for a folder that is none of these. */
const within = (path: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/!\(([^)]*)\)/g, '(?!(?:$1)/)[^/]+')}`).test(path);

function packageBreach(
  { path, isForTests }: SourceFile,
  { name }: Imported,
  { folder, ours, packages, node }: Wall,
  declared: ReadonlySet<string>,
): string | null {
  if (name.startsWith('node:') || BUILT_IN.has(name))
    return node || isForTests ? null : `${name} is a module of Node, which ${folder} does without`;
  if (name.startsWith('@satsuma/')) return ourBreach(name, folder, ours, isForTests);
  const owner = packageOf(name);
  if (!isForTests && !packages.includes(owner)) return `${owner} is not for ${folder}`;
  const part = folder === 'libs/segment-engine' ? ENGINE_PARTS[owner] : undefined;
  if (part !== undefined && !isForTests && !path.startsWith(part)) return `${owner} is for ${part} only`;
  return declared.has(owner) ? null : `${owner} is missing in ${folder}/package.json`;
}

function ourBreach(
  name: string,
  folder: string,
  ours: readonly string[],
  isForTests: boolean,
): string | null {
  if (ours.includes(name)) return null;
  const own = WALLS.find((wall) => wall.folder === folder);
  if (isForTests && (name.endsWith('/testing') || own?.folder.startsWith('apps/') === false)) {
    // A test may use what others offer for tests, and a library's test whatever it is tested with.
    if (!isApp(name)) return null;
  }
  return isApp(name) ? `${name} is an app, and apps are imported by nobody` : `${name} is not for ${folder}`;
}

const isApp = (name: string): boolean => /^@satsuma\/(api|worker|web)(\/|$)/.test(name);

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** Packages in the project's own package.json, and the ones that all of them are tested with. */
function declaredPackages(root: string, folder: string): ReadonlySet<string> {
  return new Set([folder, '.'].flatMap((place) => namesIn(join(root, place, 'package.json'), place === '.')));
}

function namesIn(file: string, onlyForTests: boolean): string[] {
  if (!existsSync(file)) return [];
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  return Object.keys(onlyForTests ? devDependencies : { ...dependencies, ...devDependencies });
}

function checkEnvironment(root: string): Breach[] {
  return filesIn(root, ['{apps,libs}/**/*.{ts,tsx}'])
    .filter(({ path, isForTests }) => !isForTests && !READS_ENVIRONMENT.test(path))
    .flatMap(({ path, text }) =>
      environmentReads(text).map((line) => ({
        place: `${path}:${line}`,
        message: 'reads the environment: settings are read once, by libs/runtime/src/config',
      })),
    );
}

function filesIn(root: string, patterns: readonly string[]): SourceFile[] {
  return globSync([...patterns], {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.d.ts'))
    .toSorted()
    .map((path) => ({
      path,
      text: readFileSync(join(root, path), 'utf8'),
      isForTests: FOR_TESTS.test(path),
    }));
}
