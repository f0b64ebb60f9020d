import {
	computed,
	defineComponent,
	onMounted,
	onScopeDispose,
	shallowRef,
	watch,
	type ComputedRef,
	type PropType
} from 'vue';
import {
	startSupportChat,
	type SupportChat as Chat,
	type SupportChatOptions
} from '../../lib/support-chat/widget/start-support-chat.ts';
import { chatState, onChatState, type ChatState } from './running-chat.ts';

export type { SupportChatOptions } from '../../lib/support-chat/widget/start-support-chat.ts';

/** The page's chat, for a button of the app's own. */
export interface UseSupportChat extends Pick<ChatState, 'open' | 'close' | 'toggle'> {
	/** How many replies are unread. */
	unread: ComputedRef<number>;
	isOpen: ComputedRef<boolean>;
	/** Whether the chat has a live connection. */
	connected: ComputedRef<boolean>;
}

/**
 * The support chat of the signed-in user. Render it once; it draws outside of Vue's tree. Another
 * project, user, language, side or launcher starts another chat; `title` and `welcome` may change at any
 * time; the first `client` or `accessToken` is kept.
 */
export const SupportChat = defineComponent({
	name: 'SupportChat',
	props: {
		project: { type: Object as PropType<SupportChatOptions['project']>, required: true },
		user: { type: Object as PropType<SupportChatOptions['user']>, required: true },
		client: [Object, Function] as PropType<SupportChatOptions['client']>,
		accessToken: Function as PropType<SupportChatOptions['accessToken']>,
		language: String,
		title: String,
		welcome: String,
		side: String as PropType<SupportChatOptions['side']>,
		launcher: { type: Boolean, default: true },
		target: Object as PropType<HTMLElement>
	},
	setup(props) {
		let chat: Chat | undefined;
		const restart = () => {
			chat?.destroy();
			// The getters of `props` are read when the texts are shown.
			chat = startSupportChat(props);
		};
		onMounted(() => {
			restart();
			watch(
				() => [
					...[props.project.url, props.project.publishableKey, props.user.id],
					...[props.language, props.side, props.launcher, props.target]
				],
				restart
			);
		});
		onScopeDispose(() => chat?.destroy());
		return () => null;
	}
});

/** The page's chat: refs of its state, and its actions. */
export function useSupportChat(): UseSupportChat {
	const state = shallowRef(chatState());
	onMounted(() => {
		const stop = onChatState(() => (state.value = chatState()));
		onScopeDispose(stop);
	});
	const { open, close, toggle } = state.value;
	return {
		unread: computed(() => state.value.unread),
		isOpen: computed(() => state.value.isOpen),
		connected: computed(() => state.value.connected),
		...{ open, close, toggle }
	};
}
