/** The fictitious product whose users the support chat is for. */
export const APP_NAME = 'Parcelbird';
