import { lockOut } from './cluster/network-manager.ts';
import { clusterStory, reboot, setUp, takeOver } from './cluster/story.ts';

clusterStory('test-cluster-redhat', ['redhat'], [lockOut, setUp, takeOver, reboot]);
