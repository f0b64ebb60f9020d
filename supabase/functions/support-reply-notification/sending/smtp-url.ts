/** Another mail service: a server that takes mail by SMTP. */
export interface SmtpServer {
	host: string;
	port: number;
	/** TLS from the first byte. Without it the connection is turned into TLS if the server can. */
	secure: boolean;
	/** Refuses to go on without TLS. */
	requireTLS: boolean;
	auth: { user: string; pass: string } | undefined;
}

const FORM = 'SMTP_URL must be smtps://user:password@host:465';

/**
 * Reads `smtps://user:password@host:port`, or `smtp://` for STARTTLS. A password goes over the network
 * only under TLS.
 *
 * @returns a string when it is not understood: what is wrong, without what is in it
 */
export function readSmtpUrl(text: string): SmtpServer | string {
	const url = URL.parse(text.trim());
	if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) {
		return `${FORM}, with special characters of the password percent-encoded.`;
	}
	if (url.search || url.hash || /^.?[^/]/.test(url.pathname)) {
		return `${FORM}, with nothing behind the port.`;
	}
	const secure = url.protocol === 'smtps:';
	const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
	try {
		const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
		const hasAuth = auth.user !== '';
		return {
			host,
			port: Number(url.port) || (secure ? 465 : 587),
			secure,
			requireTLS: !secure && hasAuth && !isLoopback(host),
			auth: hasAuth ? auth : undefined
		};
	} catch {
		return `${FORM}, with special characters of the password percent-encoded.`;
	}
}

export function isLoopback(host: string): boolean {
	return /^(.+\.)?localhost$|^127(\.\d+){3}$|^::1$/i.test(host);
}
