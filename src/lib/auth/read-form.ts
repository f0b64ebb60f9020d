import { error, type RequestEvent } from '@sveltejs/kit';

/** The submitted form; a body that is none is the sender's mistake and no error of ours. */
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
