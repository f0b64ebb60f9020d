import { InstallerError } from './installer-error.ts';

/** The version of a migration's file: what precedes the first underscore. */
export const versionOf = (file: string): string => file.slice(0, file.indexOf('_'));

/**
 * Versions for `count` new migrations, a second apart: later than all of the host's and not before `now`.
 *
 * @throws InstallerError when the host's newest is later than now and no timestamp, so that none follows it
 */
export function nextVersions(hostFiles: string[], count: number, now: Date): string[] {
	const present = format(now);
	const newest = hostFiles.map(versionOf).sort().at(-1) ?? '';
	if (newest < present) return sequence(now, count);
	const last = parse(newest);
	if (!last) {
		throw new InstallerError(
			`The migration ${newest}_… has no timestamp as its version, and nothing can follow it. Rename it first.`
		);
	}
	return sequence(new Date(last.getTime() + 1000), count);
}

function sequence(start: Date, count: number): string[] {
	return Array.from({ length: count }, (_, index) =>
		format(new Date(start.getTime() + index * 1000))
	);
}

function format(date: Date): string {
	return date.toISOString().slice(0, 19).replaceAll(/\D/g, '');
}

/** The time that a version names; undefined if it is none. */
function parse(version: string): Date | undefined {
	const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(version)?.slice(1).map(Number);
	if (!parts) return undefined;
	const [year = 0, month = 0, day, hour, minute, second] = parts;
	const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	return format(date) === version ? date : undefined;
}

/** The name of one of our migrations in a host, where it is to be recognised as the chat's. */
export function hostName(name: string, version: string): string {
	const subject = name.slice(versionOf(name).length + 1);
	return `${version}_${subject.startsWith('support_') ? '' : 'support_chat_'}${subject}`;
}
