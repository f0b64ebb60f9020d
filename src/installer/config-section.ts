import { parse } from 'smol-toml';
import { InstallerError } from './installer-error.ts';
import { FUNCTION_NAME } from './source.ts';

const HEADER = `[functions.${FUNCTION_NAME}]`;

/** The section of config.toml that the function needs: it is called by the database without a key. */
export const SECTION = `${HEADER}\nverify_jwt = false\n`;

type Table = Record<string, unknown>;

/**
 * What config.toml becomes with our section. Everything else in it, comments and line endings too, stays.
 *
 * @param text undefined if there is no file
 * @returns undefined if nothing is to be changed
 * @throws InstallerError when the file is not valid, or in a form that the section cannot be added to
 */
export function withSection(text: string | undefined, projectId: string): string | undefined {
	if (text === undefined) return `project_id = "${projectId}"\n\n${SECTION}`;
	const section = sectionOf(text);
	if (section?.verify_jwt === false) return undefined;
	const changed = section ? withVerifyJwt(text) : appended(text);
	try {
		if (sectionOf(changed)?.verify_jwt === false) return changed;
	} catch {
		// Said below.
	}
	throw new InstallerError(
		`Add this to supabase/config.toml by hand, and run again:\n\n${SECTION}`
	);
}

/** Whether the file has a section of the function already. @throws InstallerError */
export const hasSection = (text: string): boolean => sectionOf(text) !== undefined;

function sectionOf(text: string): Table | undefined {
	try {
		const functions = parse(text).functions as Table | undefined;
		return functions?.[FUNCTION_NAME] as Table | undefined;
	} catch (error) {
		throw new InstallerError(`supabase/config.toml: ${(error as Error).message}`);
	}
}

function appended(text: string): string {
	const end = text.includes('\r\n') ? '\r\n' : '\n';
	const gap = text === '' ? '' : text.endsWith('\n') ? end : end + end;
	return text + gap + SECTION.replaceAll('\n', end);
}

/** With `verify_jwt = false` in the section that is there. */
function withVerifyJwt(text: string): string {
	const lines = text.split('\n');
	const isHeader = new RegExp(
		String.raw`^\s*\[\s*functions\s*\.\s*["']?${FUNCTION_NAME}["']?\s*\]`
	);
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
