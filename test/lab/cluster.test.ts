import { appliedLab, beginningOfApplied } from './applied/lab.ts';
import { generatedKey } from './cluster/generated-key.ts';
import { bare, setUp } from './cluster/set-up.ts';
import { reboot, story } from './cluster/story.ts';

// The very cluster that other tests begin with: how it was made is told here. Heartbeat is stopped in handover.test.ts.
story('bookworm', [bare, setUp, generatedKey, reboot], {
  enter: () => appliedLab('test-cluster'),
  beginning: beginningOfApplied,
});
