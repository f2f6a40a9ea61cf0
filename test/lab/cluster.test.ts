import { generatedKey } from './cluster/generated-key.ts';
import { clusterStory, reboot, setUp, takeOver } from './cluster/story.ts';

clusterStory('test-cluster', ['debian'], [setUp, generatedKey, takeOver, reboot]);
