// What the gallery's page loads, in development only.
export { default as Gallery } from './Gallery.svelte';
export { GROUPS } from './groups.ts';
