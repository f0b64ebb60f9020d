// What the pages use of packages that are not installed here: ../packages.ts installs them into a temporary folder.

declare module 'deep-chat';

declare module '@chatscope/chat-ui-kit-react' {
	type Component = (props: Record<string, unknown>) => null;
	export const ChatContainer: Component;
	export const MainContainer: Component;
	export const Message: Component;
	export const MessageInput: Component;
	export const MessageList: Component;
}

declare module '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';

declare module 'react-dom/client' {
	export function createRoot(target: Element): { render(element: unknown): void };
}
