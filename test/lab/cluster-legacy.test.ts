import { classic } from './cluster/classic.ts';
import { clusterStory, reboot, setUp } from './cluster/story.ts';

clusterStory('test-cluster-legacy', ['legacy', 'redhat'], [classic, setUp, reboot]);
