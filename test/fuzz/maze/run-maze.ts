/** Walks the maze with and without coverage and prints what each found. */
import { randomOf } from '../../chaos/random.ts';
import { openCoverage } from '../coverage.ts';
import { fuzzTarget } from '../fuzz-target.ts';
import { walk } from './maze.ts';

const target = { name: 'maze', seeds: ['------'], run: (input: Buffer) => walk(input.toString()) };
const goesOn = (executions: number) => executions < 20_000;
const coverage = openCoverage((url) => url.endsWith('/maze.ts'));
const led = await fuzzTarget(target, { random: randomOf(3), goesOn: (done) => goesOn(done), coverage });
coverage.close();
const blind = await fuzzTarget(target, { random: randomOf(3), goesOn });
console.log(JSON.stringify([led, blind].map(({ findings }) => findings.map(({ problem }) => problem))));
