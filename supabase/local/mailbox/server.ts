// Placeholder by the lead until the mailbox lands: replace this file.
export async function startMailbox(_options: { port: number }) {
	return { url: '', add(_mail: unknown) {}, async stop() {} };
}
