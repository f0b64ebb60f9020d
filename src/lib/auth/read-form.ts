import { error, type RequestEvent } from '@sveltejs/kit';

/** The submitted form. @throws 400 when the body is not a form */
export async function readForm({
	locals,
	request
}: Pick<RequestEvent, 'locals' | 'request'>): Promise<FormData> {
	try {
		return await request.formData();
	} catch {
		error(400, locals.language.texts.errors.unreadable);
	}
}
