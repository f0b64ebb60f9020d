import type { Project } from '$lib/support-chat/supabase/chat-client.ts';
import { completePolicy, PLAIN_POLICY } from './content-policy.ts';

/** Nothing of the app asks for these, so nothing that gets into it may. */
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

/** What any answer says, whatever it is. */
export const ANY_ANSWER = {
	// Addresses hold ids of chats. Not `no-referrer`: browsers then say `Origin: null` in forms, and
	// the check against forms of other sites refuses that.
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	// For browsers that do not know `frame-ancestors`.
	'x-frame-options': 'DENY',
	'permissions-policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin'
};

/** Two years. Without `includeSubDomains`: the other names of the domain are not this app's. */
const HSTS = 'max-age=63072000';

/** What decides on the headers of an answer. */
export interface Circumstances {
	url: URL;
	/** Unknown while the app is not set up. */
	project: Project | undefined;
	dev: boolean;
}

/**
 * Adds the headers that tell browsers what not to do. A page's own choice stays: what is already set
 * is not replaced, except for the content policy, which is completed.
 */
export function addSecurityHeaders({ headers }: Response, { url, project, dev }: Circumstances) {
	for (const [name, value] of Object.entries(ANY_ANSWER)) {
		if (!headers.has(name)) headers.set(name, value);
	}
	// Browsers heed it over TLS only (RFC 6797, 8.1), and in development there is none.
	if (!dev && url.protocol === 'https:') headers.set('strict-transport-security', HSTS);

	const policy = headers.get('content-security-policy');
	if (policy && project) {
		headers.set('content-security-policy', completePolicy(policy, project, dev));
	} else if (!policy && !dev) {
		headers.set('content-security-policy', PLAIN_POLICY);
	}
}
