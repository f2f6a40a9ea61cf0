import { setUp } from './cluster/set-up.ts';
import { clusterStory, reboot, takeOver } from './cluster/story.ts';

clusterStory('test-cluster-mixed', ['debian', 'redhat'], [setUp, takeOver, reboot], { suite: 'trixie' });
