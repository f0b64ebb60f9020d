import { describe, expect, test } from 'vitest';
import lock from '../package-lock.json' with { type: 'json' };
import manifest from '../package.json' with { type: 'json' };

// npm silently leaves an optional package out of the lock when the registry does not serve it, and
// `npm ci` of npm 11 refuses a lock with such a gap.

interface LockedPackage {
	version?: string;
	resolved?: string;
	integrity?: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** The packages whose hash is not known: the registry had no such version when they were locked. */
const WITHOUT_HASH = [
	'@supabase/cli-darwin-arm64',
	'@supabase/cli-darwin-x64',
	'@supabase/cli-linux-arm64',
	'@supabase/cli-linux-arm64-musl',
	'@supabase/cli-linux-x64-musl',
	'@supabase/cli-windows-arm64',
	'@supabase/cli-windows-x64'
];

const { '': root, ...installed } = lock.packages as Record<string, LockedPackage>;
const packages = Object.entries(installed);

/** What Node finds for a name from inside a package: its own `node_modules`, then those above. */
function resolve(from: string, name: string): LockedPackage | undefined {
	for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
		const found = installed[`${folder}/node_modules/${name}`];
		if (found) return found;
		if (!folder.includes('/node_modules/')) return installed[`node_modules/${name}`];
	}
}

/** What a package needs on some platform, by name, each with the versions that it accepts. */
function needs(locked: LockedPackage): [name: string, range: string][] {
	const isOptional = (name: string) => locked.peerDependenciesMeta?.[name]?.optional ?? false;
	const peers = Object.entries(locked.peerDependencies ?? {});
	return [
		...Object.entries(locked.dependencies ?? {}),
		...Object.entries(locked.optionalDependencies ?? {}),
		...peers.filter(([name]) => !isOptional(name))
	];
}

const isExact = (range: string) => /^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(range);

describe('package-lock.json', () => {
	test('has what each package needs, on every platform', () => {
		const missing = packages.flatMap(([folder, locked]) =>
			needs(locked)
				.filter(([name, range]) => {
					const version = resolve(folder, name)?.version;
					return !version || (isExact(range) && version !== range);
				})
				.map(([name, range]) => `${folder} needs ${name}@${range}`)
		);
		expect(packages.length).toBeGreaterThan(300);
		expect(missing).toEqual([]);
	});

	test('takes each package from the public registry', () => {
		const elsewhere = packages.filter(
			([, { resolved }]) => !resolved?.startsWith('https://registry.npmjs.org/')
		);
		expect(elsewhere.map(([folder]) => folder)).toEqual([]);
	});

	test('has the hash of each package', () => {
		const without = packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
		expect(without.map(([folder]) => folder)).toEqual(
			WITHOUT_HASH.map((name) => `node_modules/${name}`)
		);
	});

	test('is of this package.json, whose versions are exact', () => {
		const { dependencies, devDependencies } = manifest;
		expect(root).toMatchObject({ dependencies, devDependencies });
		const ranges = Object.entries({ ...dependencies, ...devDependencies });
		expect(ranges.filter(([, range]) => !isExact(range))).toEqual([]);
	});
});
