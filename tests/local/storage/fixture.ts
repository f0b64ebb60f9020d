import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import pg from 'pg';
import {
	bootstrap,
	databaseUrl,
	superuserUrl,
	updateStorageSchema
} from '../../../supabase/local/database.ts';
import { startGateway } from '../../../supabase/local/gateway.ts';
import { JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY } from '../../../supabase/local/keys.ts';
import { ensureInstallation } from '../../../supabase/local/postgres/installation.ts';
import { startPostgres } from '../../../supabase/local/postgres/server.ts';
import type { PostgresServer } from '../../../supabase/local/postgres/server.ts';
import { makeStateFolder } from '../../../supabase/local/state-folder.ts';
import { createStorage } from '../../../supabase/local/storage/storage.ts';
import { findFreePort } from '../../fixtures/free-port.ts';

export { PUBLISHABLE_KEY, SECRET_KEY };

/** supabase-js's access to one bucket. */
export type Bucket = ReturnType<SupabaseClient['storage']['from']>;

/** Postgres with Storage behind the gateway, for one test file. */
export interface StorageStack {
	/** Of the gateway, without a trailing slash. */
	url: string;
	/** Lines of the service's log. */
	log: string[];
	postgres: PostgresServer;
	/** supabase-js with the secret key. */
	service: SupabaseClient;
	/** supabase-js with the publishable key, signed in with a token if given. */
	client(token?: string): SupabaseClient;
	/** Runs SQL as the role that migrations run as. */
	sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
	/** Runs SQL as another role, such as anon. */
	as<Row extends pg.QueryResultRow>(role: string, text: string): Promise<Row[]>;
	/** Brings the schema up to date, as a start on an existing data folder does. */
	updateSchema(): Promise<void>;
	/** A new bucket, and supabase-js's access to it in the rights of the secret key. */
	bucket(settings?: BucketSettings): Promise<{ id: string; service: Bucket }>;
	/** Where the bytes are. */
	folder: string;
	/** The files on disk, without those that describe them. */
	files(): Promise<string[]>;
	/** Stops Storage and starts it again on the same data. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

interface BucketSettings {
	public?: boolean;
	/** Bytes. */
	limit?: number;
	types?: string[];
}

/** Bytes; small, so that tests reach it quickly. */
export const MAX_FILE_SIZE = 100_000;

/**
 * Policies as an app has them, run as `postgres`: a signed-in user may read, store, replace and remove
 * what is in the folder of their own id; `inbox/` takes what nobody may read afterwards.
 */
const POLICIES = `
	create function public.caller() returns text language sql stable as
		$$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub' $$;
	create policy "Own files are read" on storage.objects for select to authenticated
		using ((storage.foldername(name))[1] = public.caller());
	create policy "Own files are stored" on storage.objects for insert to authenticated
		with check ((storage.foldername(name))[1] in (public.caller(), 'inbox'));
	create policy "Own files are replaced" on storage.objects for update to authenticated
		using ((storage.foldername(name))[1] = public.caller());
	create policy "Own files are removed" on storage.objects for delete to authenticated
		using ((storage.foldername(name))[1] = public.caller());
`;

/** Starts Postgres with the schema and the policies above, and Storage on it. */
export async function startStorage(): Promise<StorageStack> {
	const folder = await mkdtemp(join(await makeStateFolder(), 'storage-test-'));
	await chmod(folder, 0o711);
	const dbPort = await findFreePort();
	const postgres = await startPostgres({
		installation: await ensureInstallation(await makeStateFolder()),
		dataFolder: join(folder, 'data'),
		port: dbPort,
		durable: false
	});
	await bootstrap(dbPort);
	const sql = runner(databaseUrl(dbPort));
	await sql(POLICIES);
	const filesFolder = join(folder, 'files');
	const served = await serve(dbPort, filesFolder);
	const service = connect(served.url, SECRET_KEY);
	return {
		...{
			postgres,
			service,
			sql,
			folder: filesFolder,
			url: served.url,
			log: served.log,
			restart: served.restart
		},
		client: (token) => connect(served.url, PUBLISHABLE_KEY, token),
		as: (role, text) => runner(`${superuserUrl(dbPort)}?options=-c%20role%3D${role}`)(text),
		updateSchema: () => updateStorageSchema(dbPort),
		async bucket({ public: isPublic = false, limit, types } = {}) {
			const id = `bucket-${randomUUID()}`;
			await sql(
				`insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
				values ($1, $1, $2, $3, $4)`,
				[id, isPublic, limit, types]
			);
			return { id, service: service.storage.from(id) };
		},
		async files() {
			const all = await readdir(filesFolder, { recursive: true, withFileTypes: true });
			return all
				.filter((it) => it.isFile() && !it.name.endsWith('.json'))
				.map((it) => it.name)
				.sort();
		},
		async stop() {
			await served.stop();
			await postgres.stop();
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** Serves Storage behind the gateway. */
async function serve(dbPort: number, folder: string) {
	const log: string[] = [];
	const open = () =>
		createStorage({
			databaseUrl: databaseUrl(dbPort, 'supabase_storage_admin'),
			...{ folder, maxFileSize: MAX_FILE_SIZE, log: (text: string) => void log.push(text) },
			...{ jwtSecret: JWT_SECRET, publishableKey: PUBLISHABLE_KEY, secretKey: SECRET_KEY }
		});
	let storage = await open();
	const port = await findFreePort();
	const absent = () => Promise.resolve(new Response(null, { status: 404 }));
	const gateway = await startGateway(port, {
		...{ rest: absent, auth: absent, functions: absent, realtime: absent },
		storage: (request) => storage.fetch(request),
		storageFaults: (request) => storage.controlFaults(request),
		realtimeSocket: (_request, socket) => void socket.destroy()
	});
	return {
		...{ log, url: `http://127.0.0.1:${port}` },
		async restart() {
			await storage.stop();
			storage = await open();
		},
		async stop() {
			await gateway.stop();
			await storage.stop();
		}
	};
}

function connect(url: string, key: string, token?: string): SupabaseClient {
	return createClient(url, key, {
		auth: { persistSession: false, autoRefreshToken: false },
		...(token && { accessToken: () => Promise.resolve(token) })
	});
}

/** Runs SQL, each on a connection of its own. */
function runner(url: string) {
	return async (text: string, values?: unknown[]) => {
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		try {
			return (await client.query(text, values)).rows;
		} finally {
			await client.end();
		}
	};
}

/** A text file. */
export function textFile(content = 'hello', type = 'text/plain'): Blob {
	return new Blob([content], { type });
}

/** Uploads without supabase-js, with the secret key. */
export function sendTo(
	{ url }: StorageStack,
	path: string,
	init: RequestInit & { duplex?: 'half' }
): Promise<Response> {
	const headers = { apikey: SECRET_KEY, ...(init.headers as Record<string, string>) };
	return fetch(`${url}/storage/v1/object/${path}`, { method: 'POST', ...init, headers });
}

/** What an object's row says about its file. @returns undefined without a row */
export async function metadataIn({ sql }: StorageStack, bucket: string, name: string) {
	const [row] = await sql<{ metadata: Metadata; user_metadata: Metadata }>(
		'select metadata, user_metadata from storage.objects where bucket_id = $1 and name = $2',
		[bucket, name]
	);
	return row;
}

type Metadata = Record<string, string | number>;
