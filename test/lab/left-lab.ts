import process from 'node:process';
import { labUp } from '../../lab/index.ts';

// Brings a lab up as tests do, says so, and then waits to be killed.
await labUp({ lab: 'test-one', nodes: 1 });
process.stdout.write('up\n');
process.stdin.resume();
