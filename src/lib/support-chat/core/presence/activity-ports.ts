import type { SenderType } from '../message.ts';
import type { ChannelHandle, ChannelStatus } from '../ports.ts';

/** Receives a chat's activity, as other clients claim it: none of it is trusted. */
export interface ActivityListener {
	onTyping(sender: SenderType, typing: boolean): void;
	/** Called with whether the user has the chat open in any tab. */
	onUserHere(here: boolean): void;
	onStatus(status: ChannelStatus): void;
}

export interface ActivityHandle extends ChannelHandle {
	/** Sends whether somebody is typing here; lost while the channel is down. */
	sendTyping(typing: boolean): void;
	/** Publishes whether the user has the chat open here; repeated after each join. */
	attend(attending: boolean): void;
}

/** Typing and presence in one chat; none of it is stored. */
export interface ActivityTransport {
	join(listener: ActivityListener): ActivityHandle;
}

/** Names of the admins on duty, '' for one without a name; null while unknown. */
export type OnDuty = readonly string[] | null;

export interface DutyHandle extends ChannelHandle {
	/** Publishes whether the admin is on duty; repeated after each join. */
	attend(attending: boolean): void;
}

/** What an admin is looking at. */
export interface DeskPlace {
	/** The open chat; null for none. */
	chatId: string | null;
	/** Whether they are writing a reply in it. */
	typing: boolean;
}

/** What one of an admin's pages shows, as that page claims. */
export interface PresentAdmin extends DeskPlace {
	/** Public id. */
	adminId: string;
}

export interface DeskListener {
	/** Called after each change with the pages of all admins, this one included. */
	onAdmins(admins: readonly PresentAdmin[]): void;
	onStatus(status: ChannelStatus): void;
}

export interface DeskHandle extends ChannelHandle {
	/**
	 * Publishes what this page shows, null for nothing; repeated after each join. The server closes the
	 * channel after five calls within 30 seconds.
	 */
	show(place: DeskPlace | null): void;
}

/** The topic on which admins see each other and which nobody else may join. */
export interface DeskTransport {
	join(listener: DeskListener): DeskHandle;
}
