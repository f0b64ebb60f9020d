import { readDependencies } from './environment.ts';
import { handleRequest } from './handler.ts';

const dependencies = readDependencies((name) => Deno.env.get(name));

Deno.serve((request) => handleRequest(request, dependencies));
