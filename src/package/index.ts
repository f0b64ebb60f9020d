/**
 * The support chat for any page: `startSupportChat(options)`, and the element `<support-chat>`, which
 * importing this module defines.
 */
import { defineSupportChat } from '../lib/support-chat/widget/support-chat-element.ts';

export { SupportChatElement } from '../lib/support-chat/widget/support-chat-element.ts';
export {
	startSupportChat,
	type HostClient,
	type Reply,
	type SupportChat,
	type SupportChatEvents,
	type SupportChatOptions
} from '../lib/support-chat/widget/start-support-chat.ts';
export { forget, isAnythingUnsent } from '../lib/support-chat/forget.ts';

defineSupportChat();
