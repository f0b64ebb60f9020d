import type { SenderType } from '../message.ts';
import type { ChannelHandle, ChannelStatus } from '../ports.ts';

/** What is told beside the messages. Clients tell it: all of it are claims. */
export interface ActivityListener {
	onTyping(sender: SenderType, typing: boolean): void;
	/** The user has the chat open in some tab, or no longer. */
	onUserHere(here: boolean): void;
	onStatus(status: ChannelStatus): void;
}

export interface ActivityHandle extends ChannelHandle {
	/** Tells the others that somebody types here, or no longer; lost while the channel is down. */
	tellTyping(typing: boolean): void;
	/** The user has the chat open here, or no longer; sent again after each join. */
	attend(attending: boolean): void;
}

/** What goes on in one chat beside its messages; nothing of it is stored. */
export interface ActivityTransport {
	join(listener: ActivityListener): ActivityHandle;
}

/** The names of those on duty, '' for who has none; null while that is not known. */
export type OnDuty = readonly string[] | null;

/** The admins on duty. */
export interface AvailabilityTransport {
	/** Tells who is on duty, as `OnDuty` says. */
	watch(onDuty: (present: OnDuty) => void): ChannelHandle;
	/** The admin here goes on duty and off, under a name that users see; told again after each join. */
	report(name: string): DutyHandle;
}

export interface DutyHandle extends ChannelHandle {
	attend(attending: boolean): void;
}

/** What an admin has before them. */
export interface DeskPlace {
	/** The open chat; null for none. */
	chatId: string | null;
	/** They are writing a reply in it. */
	typing: boolean;
}

/** Where a page of an admin is, as that page claims. */
export interface PresentAdmin extends DeskPlace {
	/** Public id. */
	adminId: string;
}

export interface DeskListener {
	/** The pages of all admins, this one included; after each change. */
	onAdmins(admins: readonly PresentAdmin[]): void;
	onStatus(status: ChannelStatus): void;
}

export interface DeskHandle extends ChannelHandle {
	/**
	 * Shows the others where this page is, null for nowhere; sent again after each join. The server
	 * shuts the channel after five calls within half a minute.
	 */
	show(place: DeskPlace | null): void;
}

/** The topic on which admins see each other, and nobody else does. */
export interface DeskTransport {
	join(listener: DeskListener): DeskHandle;
}
