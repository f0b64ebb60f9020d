/** A window that the open panel covers, as the styles of PanelFrame and the launcher say it. */
export const COVERED = '(width <= 480px), (height <= 400px)';
