import { clusterStory, reboot, setUp, takeOver } from './cluster/story.ts';

clusterStory('test-cluster-mixed', ['debian', 'redhat'], [setUp, takeOver, reboot], { suite: 'trixie' });
