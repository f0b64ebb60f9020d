/** Media query for a window that the open panel covers, as in frame.css and launcher.css. */
export const COVERED = '(width <= 480px), (height <= 400px)';
