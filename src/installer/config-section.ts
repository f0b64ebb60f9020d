import { parse } from 'smol-toml';
import { InstallerError } from './installer-error.ts';
import { FUNCTION_NAMES } from './source.ts';

const sectionFor = (name: string): string => `[functions.${name}]\nverify_jwt = false\n`;

/** The sections of config.toml that the functions need: they are called by the database without a key. */
export const SECTIONS = FUNCTION_NAMES.map(sectionFor).join('\n');

type Table = Record<string, unknown>;

/**
 * What config.toml becomes with our sections. Everything else in it, comments and line endings too, stays.
 *
 * @param text undefined if there is no file
 * @returns undefined if nothing is to be changed
 * @throws InstallerError when the file is not valid, or in a form that a section cannot be added to
 */
export function withSections(text: string | undefined, projectId: string): string | undefined {
	if (text === undefined) return `project_id = "${projectId}"\n\n${SECTIONS}`;
	const changed = FUNCTION_NAMES.reduce(withSection, text);
	return changed === text ? undefined : changed;
}

/** Whether the file has a section of a function that differs from ours. @throws InstallerError */
export const hasOtherSection = (text: string): boolean =>
	FUNCTION_NAMES.some((name) => {
		const section = sectionOf(text, name);
		return section !== undefined && section.verify_jwt !== false;
	});

function withSection(text: string, name: string): string {
	const section = sectionOf(text, name);
	if (section?.verify_jwt === false) return text;
	const changed = section ? withVerifyJwt(text, name) : appended(text, sectionFor(name));
	try {
		if (sectionOf(changed, name)?.verify_jwt === false) return changed;
	} catch {
		// Said below.
	}
	throw new InstallerError(
		`Add this to supabase/config.toml by hand, and run again:\n\n${SECTIONS}`
	);
}

function sectionOf(text: string, name: string): Table | undefined {
	try {
		const functions = parse(text).functions as Table | undefined;
		return functions?.[name] as Table | undefined;
	} catch (error) {
		throw new InstallerError(`supabase/config.toml: ${(error as Error).message}`);
	}
}

function appended(text: string, section: string): string {
	const end = text.includes('\r\n') ? '\r\n' : '\n';
	const gap = text === '' ? '' : text.endsWith('\n') ? end : end + end;
	return text + gap + section.replaceAll('\n', end);
}

/** With `verify_jwt = false` in the section that is there. */
function withVerifyJwt(text: string, name: string): string {
	const lines = text.split('\n');
	const isHeader = new RegExp(String.raw`^\s*\[\s*functions\s*\.\s*["']?${name}["']?\s*\]`);
	const start = lines.findIndex((line) => isHeader.test(line));
	if (start < 0) return text;
	const next = lines.findIndex((line, index) => index > start && /^\s*\[/.test(line));
	const end = next < 0 ? lines.length : next;
	const setting = lines.findIndex(
		(line, index) => index > start && index < end && /^\s*verify_jwt\s*=/.test(line)
	);
	const tail = lines[start]?.endsWith('\r') ? '\r' : '';
	if (setting < 0) lines.splice(start + 1, 0, `verify_jwt = false${tail}`);
	else lines[setting] = (lines[setting] ?? '').replace(/=\s*\w+/, '= false');
	return lines.join('\n');
}
