/** The bytes of objects, each version in a file of its own, as S3 keeps them for the platform. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { isUuid } from './names.ts';

/** What is stored beside the bytes; a download has these headers whatever the object's row says. */
export interface FileFacts {
	mimetype: string;
	cacheControl: string;
	/** Of the bytes, in quotes. */
	eTag: string;
	/** Bytes. */
	size: number;
	/** ISO 8601, in whole seconds as S3 counts. */
	lastModified: string;
}

/** A part of a file: the first and the last byte. */
export interface ByteRange {
	start: number;
	end: number;
}

export interface FileStore {
	/**
	 * Stores a version; it exists only once all of it is on disk.
	 *
	 * @throws what `body` emits as an error, such as a cut connection, or the file system's error
	 */
	write(
		version: string,
		body: Readable,
		facts: Pick<FileFacts, 'mimetype' | 'cacheControl'>
	): Promise<FileFacts>;
	/** @returns undefined when there is no such version */
	facts(version: string | null): Promise<FileFacts | undefined>;
	/** @returns the bytes, of the whole file without a range */
	read(version: string, range?: ByteRange): ReadableStream<Uint8Array>;
	/** Stores the bytes of `from` as another version. @returns undefined when `from` does not exist */
	copy(
		from: string | null,
		to: string,
		change?: Partial<FileFacts>
	): Promise<FileFacts | undefined>;
	/** Removes versions; ignores those that do not exist. */
	remove(versions: readonly (string | null)[]): Promise<void>;
}

/** @param folder created if needed; parts of files left in it by an earlier process are removed */
export async function openFileStore(folder: string): Promise<FileStore> {
	const incoming = join(folder, 'incoming');
	await rm(incoming, { recursive: true, force: true });
	await mkdir(incoming, { recursive: true, mode: 0o700 });
	return new FolderStore(folder, incoming);
}

class FolderStore implements FileStore {
	readonly #folder: string;
	readonly #incoming: string;

	constructor(folder: string, incoming: string) {
		this.#folder = folder;
		this.#incoming = incoming;
	}

	write(
		version: string,
		body: Readable,
		{ mimetype, cacheControl }: Pick<FileFacts, 'mimetype' | 'cacheControl'>
	): Promise<FileFacts> {
		return this.#store(version, async (path) => ({
			...{ mimetype, cacheControl },
			...(await fillFile(path, body))
		}));
	}

	async facts(version: string | null): Promise<FileFacts | undefined> {
		// The version comes from a row that SQL can write: only the service's own form becomes a path.
		if (version === null || !isUuid(version)) return undefined;
		const text = await readFile(`${this.#path(version)}.json`, 'utf8').catch(ignoreMissing);
		return text === undefined ? undefined : (JSON.parse(text) as FileFacts);
	}

	read(version: string, range?: ByteRange): ReadableStream<Uint8Array> {
		const file = createReadStream(this.#path(version), range);
		return Readable.toWeb(file) as NodeStream as ReadableStream;
	}

	async copy(
		from: string | null,
		to: string,
		change?: Partial<FileFacts>
	): Promise<FileFacts | undefined> {
		const facts = await this.facts(from);
		if (from === null || !facts) return undefined;
		return this.#store(to, async (path) => {
			await copyFile(this.#path(from), path);
			return { ...facts, ...change, lastModified: now() };
		});
	}

	async remove(versions: readonly (string | null)[]): Promise<void> {
		for (const version of versions) {
			if (version === null || !isUuid(version)) continue;
			await rm(`${this.#path(version)}.json`, { force: true });
			await rm(this.#path(version), { force: true });
		}
	}

	/** Fills a file of a temporary name and gives it its own once it is whole. */
	async #store(version: string, fill: (path: string) => Promise<FileFacts>): Promise<FileFacts> {
		const temporary = join(this.#incoming, randomUUID());
		const path = this.#path(version);
		try {
			const facts = await fill(temporary);
			await mkdir(dirname(path), { recursive: true, mode: 0o700 });
			await writeFile(`${temporary}.json`, JSON.stringify(facts));
			await rename(temporary, path);
			await rename(`${temporary}.json`, `${path}.json`);
			return facts;
		} catch (error) {
			await rm(temporary, { force: true });
			await rm(`${temporary}.json`, { force: true });
			throw error;
		}
	}

	#path(version: string): string {
		return join(this.#folder, version.slice(0, 2), version);
	}
}

async function fillFile(path: string, body: Readable) {
	const hash = createHash('md5');
	let size = 0;
	const measure = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			size += chunk.length;
			done(null, chunk);
		}
	});
	await pipeline(body, measure, createWriteStream(path, { mode: 0o600 }));
	return { eTag: `"${hash.digest('hex')}"`, size, lastModified: now() };
}

function now(): string {
	return new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
}
