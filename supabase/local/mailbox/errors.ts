/**
 * Errors in the shape of Resend's API.
 * Source of names and statuses: resend.com/docs/api-reference/errors.
 */

/** An error response of Resend: `{statusCode, name, message}`. */
export class ResendError extends Error {
	readonly status: number;
	override readonly name: string;

	constructor(status: number, name: string, message: string) {
		super(message);
		this.status = status;
		this.name = name;
	}

	toResponse(headers: Record<string, string> = {}): Response {
		const { status, name, message } = this;
		return Response.json({ statusCode: status, name, message }, { status, headers });
	}
}
