import { classic } from './cluster/classic.ts';
import { clusterStory, reboot, setUp, takeOver } from './cluster/story.ts';

clusterStory('test-cluster-trixie', ['debian'], [classic, setUp, takeOver, reboot], { suite: 'trixie' });
