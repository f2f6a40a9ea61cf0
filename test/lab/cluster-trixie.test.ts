import { clusterStory, reboot, setUp, takeOver } from './cluster/story.ts';

clusterStory('test-cluster-trixie', ['debian'], [setUp, takeOver, reboot], { suite: 'trixie' });
