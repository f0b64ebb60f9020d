/**
 * Storage's errors. Source of codes, words and statuses: supabase/storage, internal/errors/codes.ts and
 * storage/database/errors.ts.
 */
import { DatabaseError } from 'pg';

interface Description {
	/** The status inside the body. */
	status: number;
	code: string;
	message: string;
	/** The older name of the code, where it has another one. */
	error?: string;
	/** The status of the response, by default 500 for 500 and 400 for all others. */
	httpStatus?: number;
	headers?: Record<string, string>;
}

/** A refusal that the caller receives. */
export class StorageError extends Error {
	override readonly name = 'StorageError';
	readonly code: string;
	readonly #description: Description;

	constructor(description: Description, options?: ErrorOptions) {
		super(description.message, options);
		this.code = description.code;
		this.#description = description;
	}

	toResponse(): Response {
		const { status, code, message, error, httpStatus, headers } = this.#description;
		return Response.json(
			{ statusCode: String(status), code, error: error ?? code, message },
			{ status: httpStatus ?? (status === 500 ? 500 : 400), headers }
		);
	}
}

const invalid = (code: string, message: string) => new StorageError({ status: 400, code, message });

const duplicate = (code: string) =>
	new StorageError({
		...{ status: 409, code, error: 'Duplicate', message: 'The resource already exists' }
	});

export const errors = {
	accessDenied: (message: string) =>
		new StorageError({ status: 403, code: 'AccessDenied', error: 'Unauthorized', message }),
	noSuchBucket: () =>
		new StorageError({
			...{ status: 404, code: 'NoSuchBucket', error: 'Bucket not found' },
			message: 'Bucket not found'
		}),
	noSuchKey: () =>
		new StorageError({
			...{ status: 404, code: 'NoSuchKey', error: 'not_found', message: 'Object not found' }
		}),
	/** A row without bytes, such as one that SQL inserted. */
	noSuchFile: () =>
		new StorageError({
			...{ status: 404, code: 'NoSuchKey', error: 'Not found' },
			message: 'The resource was not found',
			headers: { 'cache-control': 'no-store' }
		}),
	noSuchRoute: (method: string, path: string) =>
		new StorageError({
			...{ status: 404, code: 'InvalidRequest', error: 'Not Found', httpStatus: 404 },
			message: `Route ${method}:${path} not found`
		}),
	invalidKey: (name: string) => invalid('InvalidKey', `Invalid key: ${name}`),
	invalidBucketName: () =>
		new StorageError({
			...{ status: 400, code: 'InvalidBucketName', error: 'Invalid Input' },
			message: 'Bucket name invalid'
		}),
	/** A body, header or query that does not match the route's schema. */
	invalidRequest: (message: string, error = 'Error') =>
		new StorageError({ status: 400, code: 'InvalidRequest', error, message }),
	noContent: (message = 'No content provided') => invalid('InvalidRequest', message),
	invalidJwt: (message: string) => invalid('InvalidJWT', message),
	invalidSignature: (message = 'Invalid signature') => invalid('InvalidSignature', message),
	invalidMimeType: (type: string) =>
		new StorageError({
			...{ status: 415, code: 'InvalidMimeType', error: 'invalid_mime_type' },
			message: `mime type ${type} is not supported`
		}),
	/** What S3 answers; the service passes it on. */
	rangeNotSatisfiable: () =>
		new StorageError({
			...{ status: 416, code: 'S3Error', message: 'InvalidRange' },
			error: 'The requested range is not satisfiable'
		}),
	tooLarge: (entity = 'object') =>
		new StorageError({
			...{ status: 413, code: 'EntityTooLarge', error: 'Payload too large' },
			message: `The ${entity} exceeded the maximum allowed size`
		}),
	/** Bytes that could not be read or stored; the platform passes the reason on. */
	notStored: (reason: Error) =>
		new StorageError(
			{ status: 500, code: 'InternalError', error: reason.name, message: reason.message },
			{ cause: reason }
		),
	bucketExists: () => duplicate('BucketAlreadyExists'),
	keyExists: () => duplicate('KeyAlreadyExists'),
	bucketNotEmpty: () =>
		new StorageError({
			...{ status: 409, code: 'ResourceNotEmpty' },
			message: 'The bucket you tried to delete is not empty'
		})
};

/** The database's refusals by SQLSTATE, as the service words them. */
const BY_SQLSTATE: Record<string, Description> = {
	'23505': {
		...{ status: 409, code: 'ResourceAlreadyExists', error: 'Duplicate' },
		message: 'The resource already exists'
	},
	'55P03': { status: 423, code: 'ResourceLocked', message: 'The resource is locked' },
	'57014': {
		...{ status: 544, code: 'DatabaseTimeout', httpStatus: 544 },
		message: 'The connection to the database timed out'
	},
	'25006': {
		...{ status: 503, code: 'DatabaseReadOnly' },
		message: 'The database is currently in read-only mode. Please try again later.'
	},
	'42P17': {
		...{ status: 503, code: 'DatabaseInvalidObjectDefinition' },
		message: 'The database schema is invalid or incompatible.'
	}
};

/** The response to any failure. An unknown one is answered with 500 and passed to `report`. */
export function toStorageError(error: unknown, report: (text: string) => void): StorageError {
	if (error instanceof StorageError) return error;
	if (error instanceof DatabaseError && error.code) return fromDatabase(error);
	report(`storage: ${(error as Error).stack ?? String(error)}`);
	return new StorageError(
		{
			...{ status: 500, code: 'InternalError', error: 'Internal' },
			message: 'Internal Server Error'
		},
		{ cause: error }
	);
}

function fromDatabase(error: DatabaseError): StorageError {
	const { code = '', message, detail } = error;
	const known = BY_SQLSTATE[code];
	if (known) return new StorageError(known, { cause: error });
	if (code === '42501') {
		return errors.accessDenied(
			message.includes('row-level security')
				? 'new row violates row-level security policy'
				: message
		);
	}
	if (code === '22P02') return invalid('InvalidParameter', message);
	if (code === '23503') return brokenReference(detail ?? '');
	const isMismatch = code === '42703' || code === '42P01';
	if (isMismatch && error.internalQuery && error.internalPosition) {
		const words = 'There is a database schema mismatch in a trigger or RLS policy';
		return new StorageError({
			...{ status: 503, code: 'DatabaseSchemaMismatch' },
			message: `${words}: ${error.where}`
		});
	}
	return new StorageError(
		{ status: 500, code: 'DatabaseError', message: `database error, code: ${code}` },
		{ cause: error }
	);
}

function brokenReference(detail: string): StorageError {
	if (detail.includes('is still referenced from table')) {
		return new StorageError({
			...{ status: 409, code: 'ResourceReferenced' },
			message: 'The resource could not be updated or removed due to a foreign key constraint'
		});
	}
	return new StorageError({
		...{ status: 404, code: 'InvalidRequest' },
		message: 'The related resource does not exist'
	});
}
