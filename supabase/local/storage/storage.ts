/**
 * Serves files at /storage/v1 as the platform's Storage does: rows in the schema `storage`, bytes in a
 * folder, and each request in the rights of its caller.
 * Source: supabase/storage (August 2026).
 * Differences: no resumable uploads (TUS), S3 protocol, image transformations or `list-v2`; an emptied
 * bucket is empty at once; a file's ETag is the MD5 of its bytes however long it is.
 */
import { createKeys, type KeyOptions } from './caller.ts';
import type { Call, Service } from './call.ts';
import { openStorageDatabase } from './database.ts';
import { errors, toStorageError } from './errors.ts';
import { Faults } from './faults.ts';
import { openFileStore } from './file-store.ts';
import { routes, type Route } from './routes.ts';

const PREFIX = '/storage/v1';

export interface StorageOptions extends KeyOptions {
	/** Of the role supabase_storage_admin. */
	databaseUrl: string;
	/** Where the bytes are kept. */
	folder: string;
	/** Bytes of a file at most, whatever its bucket allows. */
	maxFileSize: number;
	log: (text: string) => void;
}

export interface Storage {
	/** Handles any request under /storage/v1/. Never rejects. */
	fetch(request: Request): Promise<Response>;
	/** Handles /storage-faults (faults.ts). */
	controlFaults(request: Request): Promise<Response>;
	/** Continues held requests and closes the connections to the database. */
	stop(): Promise<void>;
}

/** Opens the folder and the connections; the schema `storage` has to be there. */
export async function createStorage(options: StorageOptions): Promise<Storage> {
	const faults = new Faults();
	const service: Service = {
		db: openStorageDatabase(options.databaseUrl),
		files: await openFileStore(options.folder),
		keys: await createKeys(options),
		maxFileSize: options.maxFileSize
	};
	return {
		async fetch(request) {
			try {
				const url = withoutPrefix(request.url);
				const route = routes.find(
					({ method, path }) => method === request.method && path.test(url.pathname)
				);
				if (!route) throw errors.noSuchRoute(request.method, url.pathname + url.search);
				return await faults.around(route.operation, () => handle(service, route, request, url));
			} catch (error) {
				return toStorageError(error, options.log).toResponse();
			}
		},
		controlFaults: (request) => faults.fetch(request),
		async stop() {
			faults.release();
			await service.db.stop();
		}
	};
}

async function handle(
	service: Service,
	route: Route,
	request: Request,
	url: URL
): Promise<Response> {
	const { keys } = service;
	const caller =
		route.access === 'service'
			? keys.service
			: await keys.caller(request.headers, route.access === 'anyone');
	const facts = {
		method: request.method,
		path: url.pathname + url.search,
		headers: JSON.stringify(Object.fromEntries(request.headers)),
		operation: route.operation
	};
	const [, bucket = '', name = ''] = (route.path.exec(url.pathname) ?? []).map(decodePart);
	const call: Call = { ...service, request, url, facts, caller };
	return route.handle(call, bucket, name);
}

function withoutPrefix(address: string): URL {
	const url = new URL(address);
	url.pathname = url.pathname.slice(PREFIX.length);
	return url;
}

function decodePart(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw errors.invalidRequest(`'${part}' is not a valid url component`, 'FastifyError');
	}
}
