/** Media query for a window that the open panel covers, as in the styles of PanelFrame and the launcher. */
export const COVERED = '(width <= 480px), (height <= 400px)';
