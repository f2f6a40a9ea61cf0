import { appliedLab, beginningOfApplied } from './applied/lab.ts';
import { generatedKey } from './cluster/generated-key.ts';
import { setUp } from './cluster/set-up.ts';
import { reboot, story, takeOver } from './cluster/story.ts';

// The very cluster that other tests begin with: how it was made is told here, and what becomes of it.
story('bookworm', [setUp, generatedKey, takeOver, reboot], {
  enter: () => appliedLab('test-cluster'),
  beginning: beginningOfApplied,
});
