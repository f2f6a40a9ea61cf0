import { clusterStory, reboot, setUp } from './cluster/story.ts';

clusterStory('test-cluster-legacy', ['legacy', 'redhat'], [setUp, reboot]);
