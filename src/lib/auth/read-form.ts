import { error } from '@sveltejs/kit';

/** The submitted form; a body that is none is the sender's mistake and no error of ours. */
export async function readForm(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch {
		error(400, 'The form could not be read.');
	}
}
