import { appliedLab, beginningOfApplied } from './applied/lab.ts';
import { cutOff } from './cluster/cut-off.ts';
import { generatedKey } from './cluster/generated-key.ts';
import { rotatedKey } from './cluster/rotated-key.ts';
import { bare, setUp } from './cluster/set-up.ts';
import { setUpBefore } from './cluster/set-up-before.ts';
import { reboot, story } from './cluster/story.ts';
import { verified } from './cluster/verified.ts';

// The very cluster that other tests begin with: how it was made is told here. Heartbeat is stopped in handover.test.ts.
story('bookworm', [bare, setUp, generatedKey, cutOff, setUpBefore, verified, reboot, rotatedKey], {
  enter: () => appliedLab('test-cluster'),
  bare: beginningOfApplied,
  beginning: beginningOfApplied,
});
