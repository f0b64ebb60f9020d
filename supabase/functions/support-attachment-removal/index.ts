import { keepAlive } from '../_shared/support-chat/keep-alive.ts';
import { readDependencies } from './environment.ts';
import { handleRequest } from './handler.ts';

const dependencies = readDependencies((name) => Deno.env.get(name), { keepAlive });

Deno.serve((request) => handleRequest(request, dependencies));
