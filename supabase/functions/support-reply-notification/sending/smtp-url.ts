/** Connection settings of an SMTP server. */
export interface SmtpServer {
	host: string;
	port: number;
	/** Implicit TLS. Otherwise STARTTLS is used if the server offers it. */
	secure: boolean;
	/** Fails when the server does not offer STARTTLS. */
	requireTLS: boolean;
	auth: { user: string; pass: string } | undefined;
}

const FORM = 'SMTP_URL must be smtps://user:password@host:465';

/**
 * Parses `smtps://user:password@host:port`, or `smtp://` for STARTTLS. A password requires TLS, except on
 * a loopback host.
 *
 * @returns on a malformed URL a string that explains the problem without repeating the URL
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

/** Whether a hostname or IP address is this machine's loopback. */
export function isLoopback(host: string): boolean {
	return /^(.+\.)?localhost$|^127(\.\d+){3}$|^::1$/i.test(host);
}
