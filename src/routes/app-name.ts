/** Name of the fictional product that hosts the support chat. */
export const APP_NAME = 'Parcelbird';
