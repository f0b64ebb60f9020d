import type { Project } from '$lib/support-chat/supabase/project.ts';
import { completePolicy, PLAIN_POLICY } from './content-policy.ts';

/** The app uses none of these, so no injected script may. */
const UNUSED_FEATURES = [
	'accelerometer',
	'camera',
	'display-capture',
	'geolocation',
	'gyroscope',
	'magnetometer',
	'microphone',
	'midi',
	'payment',
	'usb'
];

/** Headers of every response. */
export const ANY_RESPONSE = {
	// Addresses contain chat ids. Not `no-referrer`: browsers then send forms with `Origin: null`,
	// which the cross-site check refuses.
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	// For browsers without `frame-ancestors`.
	'x-frame-options': 'DENY',
	'permissions-policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin'
};

/** Two years. Without `includeSubDomains`: subdomains may not belong to this app. */
const HSTS = 'max-age=63072000';

/** What the headers of a response depend on. */
export interface ResponseFacts {
	url: URL;
	/** Unknown while the app is not set up. */
	project: Project | undefined;
	dev: boolean;
}

/**
 * Adds the security headers. Headers that are already set stay, except for the content policy, which is
 * completed.
 */
export function addSecurityHeaders({ headers }: Response, { url, project, dev }: ResponseFacts) {
	for (const [name, value] of Object.entries(ANY_RESPONSE)) {
		if (!headers.has(name)) headers.set(name, value);
	}
	// Browsers ignore it without TLS (RFC 6797, 8.1).
	if (!dev && url.protocol === 'https:') headers.set('strict-transport-security', HSTS);

	const policy = headers.get('content-security-policy');
	if (policy && project) {
		headers.set('content-security-policy', completePolicy(policy, project, dev));
	} else if (!policy && !dev) {
		headers.set('content-security-policy', PLAIN_POLICY);
	}
}
