/**
 * The support inbox for any page: `startSupportInbox(options)`, and the element `<support-inbox>`, which
 * importing this module defines.
 */
import { defineSupportInbox } from '../lib/support-chat/inbox/support-inbox-element.ts';

export {
	SupportInboxElement,
	type SupportInboxProperties
} from '../lib/support-chat/inbox/support-inbox-element.ts';
export {
	startSupportInbox,
	type HostClient,
	type InboxAccount,
	type InboxPlace,
	type SupportInbox,
	type SupportInboxOptions
} from '../lib/support-chat/inbox/start-support-inbox.ts';

defineSupportInbox();
