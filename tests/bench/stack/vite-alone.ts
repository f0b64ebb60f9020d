import { createServer } from 'vite';

// Part of figure 14's floor: only the app's Vite. Prints a line when it listens.

process.env.SUPABASE_URL ??= 'http://127.0.0.1:9';
process.env.SUPABASE_PUBLISHABLE_KEY ??= 'none';
const server = await createServer({ clearScreen: false, logLevel: 'warn' });
await server.listen();
console.log('ready');
