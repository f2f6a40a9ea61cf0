import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes minutes goes first, so that the workers end together; vitest goes by the size of files. Those that begin
 * together want different images and labs, of which each is made once: who needs another's waits. Who waits a lot by himself
 * runs beside who does not.
 */
const LONGEST = [
  ...['ssh/cut', 'lvs-director', 'pause', 'members', 'keepalived-pair', 'cluster-mixed', 'secrets', 'drill'],
  ...['cluster.test', 'guard', 'drain', 'handover', 'lab/configs', 'power'],
  ...['resources/redhat', 'resources/debian'],
];

/**
 * Tests that run real shells, and those of a real sshd, share two cores: most of their time they wait for timers of real programs
 * (with four, a third of both processors was idle).
 */
const BESIDE = { maxWorkers: 5, sequence: { groupOrder: 0 } };

const UNIT = {
  // Compilers, shells and processes take their time on a busy machine. Said here, for all: what a module that files
  // share sets for the file that loads it first is not set for those that find it loaded.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // Nothing here has global state; each file with modules of its own takes a tenth longer.
  isolate: false,
  ...BESIDE,
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      LONGEST.findIndex((name) => moduleId.includes(name)) + 1 ||
      LONGEST.length + (moduleId.includes('.slow.') ? 1 : 2);
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    globalSetup: 'scripts/before-tests.js',
    // Hundreds of umctls are started from the sources: what Node makes of those once takes half a second each time.
    env: { NODE_COMPILE_CACHE: path.join(import.meta.dirname, '.vitest/compile-cache') },
    // A test that asserts nothing cannot fail for what it is named after.
    // What is waited for takes as long as a busy machine does; vitest gives it a second.
    expect: { requireAssertions: true, poll: { timeout: 20_000 } },
    coverage: { provider: 'v8', include: ['src/**', 'roles/**'], reporter: ['text-summary', 'lcov'] },
    projects: [
      // What one works with: a minute for all of them. Some start shells.
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: ['**/*.slow.test.ts'], ...UNIT },
      },
      // The same kind of tests, of which one takes five seconds and more: real firewalls, keepalived and dnf, each in a network namespace
      // or a root of its own, hundreds of umctls, thousands of random inventories.
      {
        extends: true,
        test: { name: 'slow', include: ['test/unit/**/*.slow.test.ts'], ...UNIT },
      },
      {
        extends: true,
        test: {
          name: 'ssh',
          include: ['test/ssh/**/*.test.ts'],
          // At a load of 30 some took 28 s.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          ...BESIDE,
        },
      },
      // Compares with Ansible itself, where it is installed.
      {
        extends: true,
        test: {
          name: 'oracle',
          include: ['test/oracle/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          isolate: false,
          ...BESIDE,
        },
      },
      {
        extends: true,
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          // On a slow machine a cut of the power and what follows were through after 600 s.
          testTimeout: 1_200_000,
          hookTimeout: 1_500_000,
          // A pair at rest takes a quarter of a processor with its checks: three work on two cores, and a fourth only makes all slower.
          // Apart from the other tests, as heartbeat's clocks are real.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      // Stories of the lab that CI has no time for: `npm run test:long`.
      {
        extends: true,
        test: {
          name: 'long',
          // Of some stories CI tells a part.
          include: [
            'test/long/**/*.test.ts',
            ...['members', 'drill', 'drain', 'handover', 'cluster'].map((name) => `test/lab/${name}.test.ts`),
          ],
          env: { TELL_ALL: '1' },
          // A first apply took eleven minutes on a machine with a load of 30: whatever hangs is told all the same.
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
